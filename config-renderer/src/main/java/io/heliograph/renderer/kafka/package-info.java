/// The Kafka Streams topology: the fleet topic in, the configs topic out, one task a partition.
@NullMarked
package io.heliograph.renderer.kafka;

import org.jspecify.annotations.NullMarked;
