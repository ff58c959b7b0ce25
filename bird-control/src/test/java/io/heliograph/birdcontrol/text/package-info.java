/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.text;

import org.jspecify.annotations.NullMarked;
