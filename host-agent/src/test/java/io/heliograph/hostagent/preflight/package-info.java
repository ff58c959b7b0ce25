/// Tests of preflight.
@NullMarked
package io.heliograph.hostagent.preflight;

import org.jspecify.annotations.NullMarked;
