/// Looks at the machine.
@NullMarked
package io.heliograph.cli.linux;

import org.jspecify.annotations.NullMarked;
