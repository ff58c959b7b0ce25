package io.heliograph.renderer.config;

import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Records of the fleet topic, as a file of lines holds them.
final class FleetLog {
    private FleetLog() {}

    static List<FleetEntry> read(Path file) {
        try {
            var entries = new ArrayList<FleetEntry>();
            for (var line : Files.readAllLines(file)) {
                var json = FleetJson.mapper().readTree(line);
                var value = FleetJson.mapper().writeValueAsBytes(json.get("value"));
                var key = Optional.of(json.get("key").asText());
                switch (EventCodec.decode(Topic.FLEET, FleetEntry.class, Optional.empty(), key, value)) {
                    case Decoded.Event<FleetEntry>(var entry) -> entries.add(entry);
                    case Decoded.Malformed<FleetEntry>(var reason) -> throw new AssertionError(file + ": " + reason);
                    case Decoded.Tombstone<FleetEntry> _ -> throw new AssertionError("a tombstone in " + file);
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same records with the order of each key kept, keys interleaved at random and some records repeated.
    static List<FleetEntry> shuffled(List<FleetEntry> entries, Random random) {
        Map<String, ArrayDeque<FleetEntry>> byKey = new LinkedHashMap<>();
        for (var entry : entries) {
            byKey.computeIfAbsent(entry.key(), _ -> new ArrayDeque<>()).add(entry);
        }
        var queues = new ArrayList<>(byKey.values());
        var result = new ArrayList<FleetEntry>();
        while (!queues.isEmpty()) {
            var queue = queues.get(random.nextInt(queues.size()));
            result.add(queue.element());
            if (random.nextInt(3) > 0) {
                queue.remove();
            }
            if (queue.isEmpty()) {
                queues.remove(queue);
            }
        }
        return result;
    }
}
