/// Which of Docker's networks are announced, and why the others are not: pure.
@NullMarked
package io.heliograph.node.subnets;

import org.jspecify.annotations.NullMarked;
