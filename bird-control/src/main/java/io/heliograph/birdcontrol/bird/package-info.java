/// BIRD itself: its control socket, the files it starts from, and the thread that drives the apply machine.
@NullMarked
package io.heliograph.birdcontrol.bird;

import org.jspecify.annotations.NullMarked;
