/// What the agent tells of its own machine, and when: pure.
@NullMarked
package io.heliograph.rragent.report;

import org.jspecify.annotations.NullMarked;
