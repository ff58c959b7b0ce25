/// What the renderer keeps on its disk.
@NullMarked
package io.heliograph.renderer.disk;

import org.jspecify.annotations.NullMarked;
