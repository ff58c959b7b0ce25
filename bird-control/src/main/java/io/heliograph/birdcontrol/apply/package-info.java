/// How a configuration gets into a running BIRD without harm: a state machine over inputs and effects. Pure.
@NullMarked
package io.heliograph.birdcontrol.apply;

import org.jspecify.annotations.NullMarked;
