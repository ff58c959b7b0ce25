/// Reads the reflector's configuration from the bus and writes what the agent has seen.
///
/// Plain clients: the configuration's reader belongs to no group and must know the topic's end before it acts, and
/// the writer keeps, while the brokers are away, only the latest state of each key.
@NullMarked
package io.heliograph.rragent.kafka;

import org.jspecify.annotations.NullMarked;
