/// The events of the bus as the command line reads them: which, from where, and where to go on.
@NullMarked
package io.heliograph.cli.event;

import org.jspecify.annotations.NullMarked;
