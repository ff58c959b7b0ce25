/// Tests of what doctor makes of what was seen.
@NullMarked
package io.heliograph.cli.doctor;

import org.jspecify.annotations.NullMarked;
