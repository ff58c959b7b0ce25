/// What a reporter keeps on its own disk, so that its reports stay in order across restarts.
@NullMarked
package io.heliograph.bus.disk;

import org.jspecify.annotations.NullMarked;
