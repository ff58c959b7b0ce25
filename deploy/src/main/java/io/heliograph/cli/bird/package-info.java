/// The BIRD of this machine, for those who only look.
@NullMarked
package io.heliograph.cli.bird;

import org.jspecify.annotations.NullMarked;
