/// What the kernel counts of connections that never reached BIRD, and the sockets that pings take.
@NullMarked
package io.heliograph.rragent.linux;

import org.jspecify.annotations.NullMarked;
