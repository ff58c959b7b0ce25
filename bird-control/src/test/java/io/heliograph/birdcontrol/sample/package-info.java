/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.sample;

import org.jspecify.annotations.NullMarked;
