/// Looks at BIRD through its control socket; changes nothing in its configuration.
@NullMarked
package io.heliograph.rragent.bird;

import org.jspecify.annotations.NullMarked;
