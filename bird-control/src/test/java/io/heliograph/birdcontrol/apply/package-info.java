/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.apply;

import org.jspecify.annotations.NullMarked;
