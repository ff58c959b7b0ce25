/// Values of the fleet in the words of RFC 4271, RFC 4456 and Docker, and [io.heliograph.fleet.Fleet],
/// the one fold over what is admitted. Pure: no clock, no random, no I/O.
@NullMarked
package io.heliograph.fleet;

import org.jspecify.annotations.NullMarked;
