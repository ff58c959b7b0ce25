/// Tests of preflight.
@NullMarked
package io.heliograph.node.preflight;

import org.jspecify.annotations.NullMarked;
