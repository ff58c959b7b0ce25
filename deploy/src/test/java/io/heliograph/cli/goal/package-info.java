/// Tests of what is waited for.
@NullMarked
package io.heliograph.cli.goal;

import org.jspecify.annotations.NullMarked;
