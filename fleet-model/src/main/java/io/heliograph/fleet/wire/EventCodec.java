package io.heliograph.fleet.wire;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events to bytes and back. Reading never throws for what came over the bus.
public final class EventCodec {
    /// The largest report of a host that is read, in bytes before compression.
    public static final int MAX_VALUE_BYTES = 1 << 20;

    /// The largest value that is read on the other topics. Larger than a report: the inventory answers each subnet
    /// of a report with a reason, and its entry must be readable whatever the report was.
    public static final int MAX_DERIVED_BYTES = 8 << 20;

    /// The largest configuration record, in bytes before compression.
    public static final int MAX_CONFIG_BYTES = 64 << 20;

    private EventCodec() {}

    public static byte[] encode(Object event) {
        var type = EventType.of(event);
        // Named by the declared type, so that the discriminator of a sealed type is written.
        var writer = FleetJson.mapper().writerFor(type.payload());
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonGenerationException e) {
            return escaped(type, writer, event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event that is no JSON: " + type, e);
        }
    }

    /// A text that was cut between the halves of a surrogate pair has no UTF-8. Escaped, it can be written: what
    /// a service says must reach the bus whatever is in it.
    private static byte[] escaped(EventType type, ObjectWriter writer, Object event) {
        try {
            return writer.with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event that is no JSON: " + type, e);
        }
    }

    /// Reads the value of a record of `topic`.
    ///
    /// @param expected the payload of the topic's type ([EventType])
    /// @param ceType the CloudEvents `type` header; absent where the producer sent none
    /// @param key the record's key; absent where the producer sent none
    /// @param value the record's value; `null` for a tombstone
    public static <T> Decoded<T> decode(
            Topic topic, Class<T> expected, Optional<String> ceType, Optional<String> key, byte @Nullable [] value) {
        var type = EventType.on(topic);
        if (type.payload() != expected) {
            throw new IllegalArgumentException(topic + " carries " + type.payload() + ", not " + expected);
        }
        if (value == null) {
            return new Decoded.Tombstone<>();
        }
        if (ceType.isPresent() && !ceType.get().equals(type.typeName())) {
            return malformed(ReasonCode.TYPE_UNKNOWN, topic.topicName(), ceType.get(), type.typeName());
        }
        int limit = limit(topic);
        if (value.length > limit) {
            return malformed(ReasonCode.RECORD_TOO_LARGE, topic.topicName(), value.length, limit);
        }
        return read(topic, expected, key, value);
    }

    private static int limit(Topic topic) {
        return switch (topic) {
            case HOST_REPORTS -> MAX_VALUE_BYTES;
            case CONFIGS -> MAX_CONFIG_BYTES;
            case FLEET,
                    APPLIES,
                    SESSIONS,
                    SESSION_TRANSITIONS,
                    ROUTES,
                    ROLLOUTS,
                    RELEASES,
                    REFLECTOR_REPORTS,
                    DEAD_LETTER -> MAX_DERIVED_BYTES;
        };
    }

    private static <T> Decoded<T> read(Topic topic, Class<T> expected, Optional<String> key, byte[] value) {
        try {
            T event = FleetJson.mapper().readValue(value, expected);
            if (event == null) {
                return malformed(ReasonCode.MALFORMED_JSON, topic.topicName(), "the value is null");
            }
            var described = Keys.of(event);
            if (topic != Topic.DEAD_LETTER && !key.equals(Optional.of(described))) {
                return malformed(ReasonCode.KEY_MISMATCH, key.orElse("(none)"), described);
            }
            return new Decoded.Event<>(event);
        } catch (IOException e) {
            return new Decoded.Malformed<>(reasonOf(topic, e));
        }
    }

    private static Reason reasonOf(Topic topic, IOException failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InvalidValue invalid) {
                return invalid.reason();
            }
        }
        if (failure instanceof JsonMappingException mapping && concernsAField(mapping)) {
            var path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            return Reason.of(
                    ReasonCode.FIELD_INVALID, path.isEmpty() ? "(all)" : path, firstLine(mapping.getOriginalMessage()));
        }
        return Reason.of(
                ReasonCode.MALFORMED_JSON,
                topic.topicName(),
                firstLine(
                        failure instanceof JsonProcessingException json
                                ? json.getOriginalMessage()
                                : String.valueOf(failure.getMessage())));
    }

    /// Otherwise it is the value as a whole that is not JSON, or not an object.
    private static boolean concernsAField(JsonMappingException failure) {
        return !(failure.getCause() instanceof StreamReadException)
                && (!failure.getPath().isEmpty()
                        || failure instanceof ValueInstantiationException
                        || failure instanceof InvalidTypeIdException);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private static <T> Decoded<T> malformed(ReasonCode code, Object... arguments) {
        return new Decoded.Malformed<>(Reason.of(code, arguments));
    }
}
