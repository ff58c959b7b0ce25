/// What the kernel and the programs of this machine say that bears on routing.
@NullMarked
package io.heliograph.node.linux;

import org.jspecify.annotations.NullMarked;
