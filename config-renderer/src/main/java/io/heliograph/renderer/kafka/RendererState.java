package io.heliograph.renderer.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.Gate.Hosts;
import io.heliograph.renderer.rollout.Note;
import io.heliograph.renderer.rollout.Spending;
import io.heliograph.renderer.rollout.Wave;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;

/// What a task remembers, in one store and so in one changelog: fleet entries, the shape of each configuration
/// sent, what the gate noted, and the last offset taken in. One changelog, because its order then says that an entry
/// is there if the offset after it is.
final class RendererState {
    private static final String TOLD = "told/";
    private static final String SPENT = "spent/";
    private static final String UNDERWAY = "underway/";
    private static final String ASIDE = "aside/";
    private static final String POLICY = "policy/";
    private static final String ENTRY = "entry/";
    private static final String UNSENT = "unsent/";

    /// Of an older renderer, by entry: nobody reads it any more.
    private static final String TRACE = "trace/";

    private static final String SHAPE = "shape/";
    private static final String OFFSET = "offset";

    private final KeyValueStore<String, byte[]> store;
    private final Map<Place, Shape> shapes = new HashMap<>();
    private final Map<ClusterId, Hosts> hosts = new HashMap<>();
    private final Map<Place, ClusterEntry> policies = new HashMap<>();
    private final Map<Place, Unsent> unsent = new HashMap<>();

    RendererState(KeyValueStore<String, byte[]> store) {
        this.store = store;
        each(SHAPE, Shape.class, (key, shape) -> remember(place(key), shape));
        each(POLICY, ClusterEntry.class, (key, policy) -> policies.put(place(key), policy));
        each(UNSENT, Unsent.class, (key, waiting) -> unsent.put(place(key), waiting));
        dropTraces();
    }

    private void dropTraces() {
        var old = new ArrayList<String>();
        try (var all = store.prefixScan(TRACE, new StringSerializer())) {
            all.forEachRemaining(kept -> old.add(kept.key));
        }
        old.forEach(store::delete);
    }

    private <T> void each(String prefix, Class<T> type, BiConsumer<String, T> taker) {
        try (var all = store.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(kept -> taker.accept(kept.key.substring(prefix.length()), decode(kept.value, type)));
        }
    }

    /// What the gate noted, as it was when the last task ended.
    List<Note> notes() {
        var notes = new ArrayList<Note>();
        each(SPENT, Spending.class, (account, spending) -> notes.add(new Note.Spent(account, spending)));
        each(UNDERWAY, Wave.class, (key, wave) -> notes.add(new Note.Underway(place(key), Optional.of(wave))));
        each(TOLD, Rollout.class, (key, rollout) -> notes.add(new Note.Told(place(key), rollout)));
        return notes;
    }

    void keep(Note note) {
        switch (note) {
            case Note.Told(var place, var rollout) -> store.put(TOLD + place, encode(rollout));
            case Note.Spent(var account, var spending) -> store.put(SPENT + account, encode(spending));
            case Note.Underway(var place, var wave) ->
                wave.ifPresentOrElse(
                        it -> store.put(UNDERWAY + place, encode(it)), () -> store.delete(UNDERWAY + place));
        }
    }

    /// Hosts that are left out of their reflectors' configurations, and why.
    Map<Place, Reason> asides() {
        var asides = new TreeMap<Place, Reason>();
        each(ASIDE, Reason.class, (key, why) -> asides.put(place(key), why));
        return asides;
    }

    void keepAside(Place host, Reason why) {
        store.put(ASIDE + host, encode(why));
    }

    boolean isAside(Place host) {
        return store.get(ASIDE + host) != null;
    }

    void dropAside(Place host) {
        store.delete(ASIDE + host);
    }

    private static Place place(String key) {
        int slash = key.indexOf('/');
        return new Place(new ClusterId(key.substring(0, slash)), NodeId.parse(key.substring(slash + 1)));
    }

    /// Gives each entry kept.
    void eachEntry(Consumer<FleetEntry> taker) {
        try (var all = store.prefixScan(ENTRY, new StringSerializer())) {
            all.forEachRemaining(kept ->
                    entry(kept.key.substring(ENTRY.length()), kept.value).ifPresent(taker));
        }
    }

    Optional<FleetEntry> entry(String key) {
        return Optional.ofNullable(store.get(ENTRY + key)).flatMap(kept -> entry(key, kept));
    }

    /// An older state than the one held. The inventory writes the newer one again.
    boolean isOutdated(FleetEntry entry) {
        return entry(entry.key()).filter(entry::isOutdatedBy).isPresent();
    }

    /// An entry as it came over the bus.
    private static Optional<FleetEntry> entry(String key, byte[] value) {
        return switch (EventCodec.decode(Topic.FLEET, FleetEntry.class, Optional.empty(), Optional.of(key), value)) {
            case Decoded.Event<FleetEntry>(FleetEntry entry) -> Optional.of(entry);
            case Decoded.Tombstone<FleetEntry> _, Decoded.Malformed<FleetEntry> _ -> Optional.empty();
        };
    }

    void keepEntry(String key, byte[] value) {
        store.put(ENTRY + key, value);
    }

    /// A change waits for the place to be sent it.
    void waits(Place place, Unsent.Change change) {
        keep(place, unsent(place).with(change));
    }

    Unsent unsent(Place place) {
        return unsent.getOrDefault(place, Unsent.NOTHING);
    }

    /// The place has what it asks for, or asks for nothing any more.
    void settled(Place place) {
        keep(place, Unsent.NOTHING);
    }

    /// The place was sent these.
    void sent(Place place, Unsent carried) {
        keep(place, unsent(place).minus(carried));
    }

    private void keep(Place place, Unsent waiting) {
        if (!waiting.changes().isEmpty()) {
            unsent.put(place, waiting);
            store.put(UNSENT + place, encode(waiting));
        } else if (unsent.remove(place) != null) {
            store.delete(UNSENT + place);
        }
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

    /// What each place was given last.
    Map<Place, Shape> shapes() {
        return Map.copyOf(shapes);
    }

    void keepShape(Place place, Shape shape) {
        remember(place, shape);
        store.put(SHAPE + place, encode(shape));
    }

    private void remember(Place place, Shape shape) {
        count(place, Optional.ofNullable(shapes.put(place, shape)), -1);
        count(place, Optional.of(shape), 1);
    }

    private void count(Place place, Optional<Shape> shape, int sign) {
        if (place.node().kind() == NodeId.Kind.HOST) {
            shape.filter(it -> !it.isLeft())
                    .ifPresent(it -> hosts.merge(
                            place.cluster(),
                            new Hosts(sign, sign * it.prefixes()),
                            (had, more) -> new Hosts(had.hosts() + more.hosts(), had.prefixes() + more.prefixes())));
        }
    }

    /// The policy under which a reflector's last configuration was rendered.
    Optional<ClusterEntry> policy(Place reflector) {
        return Optional.ofNullable(policies.get(reflector));
    }

    void keepPolicy(Place reflector, ClusterEntry policy) {
        if (!policy.equals(policies.put(reflector, policy))) {
            store.put(POLICY + reflector, encode(policy));
        }
    }

    /// What the served hosts of a cluster have together.
    Hosts hosts(ClusterId cluster) {
        return hosts.getOrDefault(cluster, new Hosts(0, 0));
    }

    /// The reflectors that were given a configuration.
    List<Place> reflectors() {
        return shapes.keySet().stream()
                .filter(place -> place.node().kind() == NodeId.Kind.REFLECTOR)
                .sorted()
                .toList();
    }

    /// The places whose configuration was sent at `offset` or later.
    List<Place> sentSince(long offset) {
        return shapes.entrySet().stream()
                .filter(sent -> sent.getValue().offset() >= offset)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static byte[] encode(Object kept) {
        try {
            return FleetJson.mapper().writeValueAsBytes(kept);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T decode(byte[] bytes, Class<T> type) {
        try {
            return FleetJson.mapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the store holds no " + type.getSimpleName(), e);
        }
    }
}
