/// What BIRD would accept and we do not: rules over the text of a configuration. Pure.
@NullMarked
package io.heliograph.birdcontrol.lint;

import org.jspecify.annotations.NullMarked;
