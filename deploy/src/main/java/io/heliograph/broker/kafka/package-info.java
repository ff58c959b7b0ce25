/// The broker's process, data folder and topics.
@NullMarked
package io.heliograph.broker.kafka;

import org.jspecify.annotations.NullMarked;
