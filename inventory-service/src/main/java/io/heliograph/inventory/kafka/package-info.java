/// The inventory's end of the bus: channels in, channels out, topics and their ends at the start.
@NullMarked
package io.heliograph.inventory.kafka;

import org.jspecify.annotations.NullMarked;
