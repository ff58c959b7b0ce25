/// Which configurations are due, and which must not leave: an unknown or removed cluster, node or rival gives none, and
/// what runs stays.
@NullMarked
package io.heliograph.renderer.rollout;

import org.jspecify.annotations.NullMarked;
