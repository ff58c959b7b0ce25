/// Kafka at our end: events as records with CloudEvents headers in binary mode, client settings, topics provisioned.
@NullMarked
package io.heliograph.bus.kafka;

import org.jspecify.annotations.NullMarked;
