/// Looks at BIRD through its control socket; changes nothing there.
@NullMarked
package io.heliograph.rragent.bird;

import org.jspecify.annotations.NullMarked;
