/// The health of the reflector's sessions: from what BIRD lists to what is worth telling. Pure.
@NullMarked
package io.heliograph.rragent.sessions;

import org.jspecify.annotations.NullMarked;
