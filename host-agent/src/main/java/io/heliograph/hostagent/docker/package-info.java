/// The Docker engine at our end of its socket: networks, events, a watchdog for both.
@NullMarked
package io.heliograph.hostagent.docker;

import org.jspecify.annotations.NullMarked;
