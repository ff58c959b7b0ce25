/// What a node says of itself.
@NullMarked
package io.heliograph.cli.node;

import org.jspecify.annotations.NullMarked;
