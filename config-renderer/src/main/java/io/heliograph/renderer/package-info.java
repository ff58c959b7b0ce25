/// The config renderer: fleet state in, BIRD configurations out. Here the parts are joined.
@NullMarked
package io.heliograph.renderer;

import org.jspecify.annotations.NullMarked;
