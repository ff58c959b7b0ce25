/// The agent as a process of its own, against real parts.
@NullMarked
package io.heliograph.hostagent;

import org.jspecify.annotations.NullMarked;
