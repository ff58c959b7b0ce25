/// What BIRD says on its control socket, as values: replies, and parsers of what it shows. Pure.
@NullMarked
package io.heliograph.birdcontrol.reply;

import org.jspecify.annotations.NullMarked;
