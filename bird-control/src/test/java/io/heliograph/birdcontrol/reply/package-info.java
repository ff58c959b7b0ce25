/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.reply;

import org.jspecify.annotations.NullMarked;
