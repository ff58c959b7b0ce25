/// Tests of the broker's settings.
@NullMarked
package io.heliograph.broker;

import org.jspecify.annotations.NullMarked;
