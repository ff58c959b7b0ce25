/// The terminal that the command line writes to.
@NullMarked
package io.heliograph.cli.linux;

import org.jspecify.annotations.NullMarked;
