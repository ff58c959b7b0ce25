/// Real BIRDs for tests, and what is tried on them.
@NullMarked
package io.heliograph.birdcontrol.bird;

import org.jspecify.annotations.NullMarked;
