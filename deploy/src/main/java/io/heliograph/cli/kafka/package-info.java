/// The bus, from the side of those who look at it.
@NullMarked
package io.heliograph.cli.kafka;

import org.jspecify.annotations.NullMarked;
