/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.brake;

import org.jspecify.annotations.NullMarked;
