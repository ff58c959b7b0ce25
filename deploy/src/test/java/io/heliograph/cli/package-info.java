/// Tests of the command line.
@NullMarked
package io.heliograph.cli;

import org.jspecify.annotations.NullMarked;
