/// A Kafka broker for one machine: what it is told, and the properties that follow.
@NullMarked
package io.heliograph.broker;

import org.jspecify.annotations.NullMarked;
