/// What a new configuration does to the BIRD that runs the former one.
@NullMarked
package io.heliograph.renderer.change;

import org.jspecify.annotations.NullMarked;
