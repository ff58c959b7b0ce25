/// From what was seen to what is reported: pure.
@NullMarked
package io.heliograph.hostagent.report;

import org.jspecify.annotations.NullMarked;
