/// Looks at the host's BIRD for those who measure.
@NullMarked
package io.heliograph.hostagent.bird;

import org.jspecify.annotations.NullMarked;
