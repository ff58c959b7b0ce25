/// What a configuration would cost the BIRD that runs now, and whether that is too much to go without a person. Pure.
///
/// The renderer has a brake of its own. This one shares nothing with it but the two texts: a fault in the one must
/// not be a fault in the other.
@NullMarked
package io.heliograph.birdcontrol.brake;

import org.jspecify.annotations.NullMarked;
