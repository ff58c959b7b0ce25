/// The inventory's REST interface, from the side of those who ask.
@NullMarked
package io.heliograph.cli.http;

import org.jspecify.annotations.NullMarked;
