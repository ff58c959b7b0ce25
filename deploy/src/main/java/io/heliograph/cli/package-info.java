/// The command line: one program, its verbs, its exit codes.
@NullMarked
package io.heliograph.cli;

import org.jspecify.annotations.NullMarked;
