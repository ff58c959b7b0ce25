/// What a node says of itself, without anybody else.
@NullMarked
package io.heliograph.cli.node;

import org.jspecify.annotations.NullMarked;
