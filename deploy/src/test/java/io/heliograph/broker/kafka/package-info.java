/// Tests of the broker.
@NullMarked
package io.heliograph.broker.kafka;

import org.jspecify.annotations.NullMarked;
