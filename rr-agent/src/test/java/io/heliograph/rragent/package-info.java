/// The agent beside real BIRDs, on a real Kafka.
@NullMarked
package io.heliograph.rragent;

import org.jspecify.annotations.NullMarked;
