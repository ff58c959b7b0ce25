/// What a BIRD configuration says, read from its text: statements, blocks, sessions, sets of prefixes. Pure.
@NullMarked
package io.heliograph.birdcontrol.text;

import org.jspecify.annotations.NullMarked;
