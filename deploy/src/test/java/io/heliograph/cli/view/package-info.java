/// Tests of what the command line shows.
@NullMarked
package io.heliograph.cli.view;

import org.jspecify.annotations.NullMarked;
