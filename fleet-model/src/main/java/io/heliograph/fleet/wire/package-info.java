/// How events look on the bus: topics, keys, partitions, types and JSON. No Kafka class is named here.
@NullMarked
package io.heliograph.fleet.wire;

import org.jspecify.annotations.NullMarked;
