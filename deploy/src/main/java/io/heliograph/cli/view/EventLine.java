package io.heliograph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.ResumeToken;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An event of the bus as `heliograph events` prints it.
///
/// @param type the name and version of the event's own schema: `heliograph.session-transition.v1`
/// @param key what the event is about
/// @param at when the broker stored it
/// @param after the token that `--from` takes to go on behind this event
/// @param event the event itself; absent for a tombstone: the key is gone
public record EventLine(
        String type,
        String key,
        Instant at,
        String topic,
        int partition,
        long offset,
        String after,
        Optional<JsonNode> event) {
    public static final String SCHEMA = "heliograph.event.v1";

    /// The line of an event; empty for a record that cannot be read.
    public static Optional<EventLine> of(BusEvent event, ResumeToken after) {
        return switch (event.value()) {
            case Decoded.Event<?>(var value) -> Optional.of(line(event, after, Optional.of(tree(value))));
            case Decoded.Tombstone<?> _ -> Optional.of(line(event, after, Optional.empty()));
            case Decoded.Malformed<?> _ -> Optional.empty();
        };
    }

    private static EventLine line(BusEvent event, ResumeToken after, Optional<JsonNode> json) {
        var kind = event.kind();
        return new EventLine(
                kind.type().typeName(),
                event.key(),
                event.at(),
                kind.topic().topicName(),
                event.partition(),
                event.offset(),
                after.toString(),
                json);
    }

    /// By way of the codec, which knows how each event is written.
    private static JsonNode tree(Object value) {
        try {
            return FleetJson.mapper().readTree(EventCodec.encode(value));
        } catch (IOException e) {
            throw new UncheckedIOException("an event is always JSON", e);
        }
    }

    /// One document on one line.
    public String json() {
        var grid = new Grid(List.of("event"), List.of());
        return new Answer(SCHEMA, this, List.of(this), grid, "").in(OutputFormat.JSONL);
    }
}
