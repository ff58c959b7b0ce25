/// Tests of report.
@NullMarked
package io.heliograph.hostagent.report;

import org.jspecify.annotations.NullMarked;
