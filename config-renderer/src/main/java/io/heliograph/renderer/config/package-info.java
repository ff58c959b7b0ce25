/// BIRD's configuration as text: one method a block, the same bytes for the same view, always.
@NullMarked
package io.heliograph.renderer.config;

import org.jspecify.annotations.NullMarked;
