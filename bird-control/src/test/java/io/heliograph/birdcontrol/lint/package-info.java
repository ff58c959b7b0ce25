/// Tests of this package.
@NullMarked
package io.heliograph.birdcontrol.lint;

import org.jspecify.annotations.NullMarked;
