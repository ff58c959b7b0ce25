/// The one catalogue of reasons: why something was refused, quarantined, held or is down, and the mend.
@NullMarked
package io.heliograph.fleet.reason;

import org.jspecify.annotations.NullMarked;
