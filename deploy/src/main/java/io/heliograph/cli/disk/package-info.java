/// What the command line reads from this machine's disk, and the archive that it writes there.
@NullMarked
package io.heliograph.cli.disk;

import org.jspecify.annotations.NullMarked;
