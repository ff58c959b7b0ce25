/// Docker's answers, and a plain way to ask for them where no library of Docker's is at hand.
@NullMarked
package io.heliograph.node.docker;

import org.jspecify.annotations.NullMarked;
