/// What the agent remembers over a restart.
@NullMarked
package io.heliograph.hostagent.disk;

import org.jspecify.annotations.NullMarked;
