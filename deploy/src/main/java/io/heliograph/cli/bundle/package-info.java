/// The support archive: what goes into it, what stays out, and that no secret goes with it.
@NullMarked
package io.heliograph.cli.bundle;

import org.jspecify.annotations.NullMarked;
