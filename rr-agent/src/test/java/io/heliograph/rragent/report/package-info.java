/// Tests of what an agent tells of its machine.
@NullMarked
package io.heliograph.rragent.report;

import org.jspecify.annotations.NullMarked;
