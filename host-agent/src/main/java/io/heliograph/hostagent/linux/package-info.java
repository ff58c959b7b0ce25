/// The kernel's table of the host's pools.
@NullMarked
package io.heliograph.hostagent.linux;

import org.jspecify.annotations.NullMarked;
