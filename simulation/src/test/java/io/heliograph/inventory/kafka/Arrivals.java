package io.heliograph.inventory.kafka;

import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records as the inventory's reader makes arrivals of them.
public final class Arrivals {
    private Arrivals() {}

    public static Arrival of(
            Topic topic, int partition, long offset, Instant at, String key, boolean foreign, byte @Nullable [] value) {
        var type = Arrays.stream(EventType.values())
                .filter(each -> each.topic() == topic)
                .findFirst()
                .orElseThrow();
        return new Arrival(
                topic,
                partition,
                offset,
                at,
                key,
                foreign,
                EventCodec.decode(topic, type.payload(), Optional.of(type.typeName()), Optional.of(key), value),
                Optional.empty(),
                new Arrival.Bytes(value == null ? new byte[0] : value));
    }
}
