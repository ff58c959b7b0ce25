package io.heliograph.renderer.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;

/// What a task remembers, in one store and so in one changelog: fleet entries, the shape of each configuration
/// sent, and the last offset taken in. One changelog, because its order then says that an entry is there if the
/// offset after it is.
final class RendererState {
    private static final String ENTRY = "entry/";
    private static final String SHAPE = "shape/";
    private static final String OFFSET = "offset";

    private final KeyValueStore<String, byte[]> store;
    private final Map<Place, Shape> shapes = new HashMap<>();

    RendererState(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.prefixScan(SHAPE, new StringSerializer())) {
            all.forEachRemaining(kept -> shapes.put(place(kept.key.substring(SHAPE.length())), decode(kept.value)));
        }
    }

    private static Place place(String key) {
        int slash = key.indexOf('/');
        return new Place(new ClusterId(key.substring(0, slash)), NodeId.parse(key.substring(slash + 1)));
    }

    /// Gives each entry kept, by key and as it came over the bus.
    void eachEntry(BiConsumer<String, byte[]> taker) {
        try (var all = store.prefixScan(ENTRY, new StringSerializer())) {
            all.forEachRemaining(kept -> taker.accept(kept.key.substring(ENTRY.length()), kept.value));
        }
    }

    Optional<byte[]> entry(String key) {
        return Optional.ofNullable(store.get(ENTRY + key));
    }

    void keepEntry(String key, byte[] value) {
        store.put(ENTRY + key, value);
    }

    void dropEntry(String key) {
        store.delete(ENTRY + key);
    }

    /// The last offset taken in; -1 before the first.
    long offset() {
        var bytes = store.get(OFFSET);
        return bytes == null ? -1 : ByteBuffer.wrap(bytes).getLong();
    }

    void keepOffset(long offset) {
        store.put(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    Optional<Shape> shape(Place place) {
        return Optional.ofNullable(shapes.get(place));
    }

    void keepShape(Place place, Shape shape) {
        shapes.put(place, shape);
        store.put(SHAPE + place, encode(shape));
    }

    void dropShape(Place place) {
        shapes.remove(place);
        store.delete(SHAPE + place);
    }

    /// The places whose configuration was sent at `offset` or later.
    List<Place> sentSince(long offset) {
        return shapes.entrySet().stream()
                .filter(sent -> sent.getValue().offset() >= offset)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static byte[] encode(Shape shape) {
        try {
            return FleetJson.mapper().writeValueAsBytes(shape);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shape decode(byte[] bytes) {
        try {
            return FleetJson.mapper().readValue(bytes, Shape.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the store holds no shape", e);
        }
    }
}
