/// Chaos: which faults strike a lab in which order, and whether what was seen meanwhile is as it must be. Pure, and
/// without a line of the services' code: a fault of theirs must not blind the checker.
@NullMarked
package io.heliograph.lab.chaos;

import org.jspecify.annotations.NullMarked;
