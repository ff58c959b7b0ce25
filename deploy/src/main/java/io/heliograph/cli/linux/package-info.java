/// The terminal that the command line writes to, and the machine that it runs on, as `doctor` looks at it.
@NullMarked
package io.heliograph.cli.linux;

import org.jspecify.annotations.NullMarked;
