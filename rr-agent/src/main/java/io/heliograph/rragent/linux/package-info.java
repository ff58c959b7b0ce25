/// What the kernel counts of connections that never reached BIRD.
@NullMarked
package io.heliograph.rragent.linux;

import org.jspecify.annotations.NullMarked;
