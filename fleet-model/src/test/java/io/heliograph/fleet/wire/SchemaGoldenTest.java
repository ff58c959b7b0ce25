package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.fleet.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The schemas that we publish are those of the records, and the records keep to them.
class SchemaGoldenTest {
    static final Path CONTRACTS = Path.of("../docs/contracts");

    static Path file(EventType type) {
        return CONTRACTS.resolve(type.typeName().substring("heliograph.".length()) + ".schema.json");
    }

    static Iterable<Object> samples() {
        return Samples.all().values();
    }

    @ParameterizedTest
    @EnumSource
    void the_published_schema_is_that_of_the_record(EventType type) throws IOException {
        Golden.check(file(type), Schemas.of(type));
    }

    @Test
    void no_schema_is_published_without_a_type() throws IOException {
        try (var files = Files.list(CONTRACTS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".schema.json")))
                    .containsExactlyInAnyOrder(Arrays.stream(EventType.values())
                            .map(SchemaGoldenTest::file)
                            .toArray(Path[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_we_write_is_valid(Object event) throws IOException {
        var json = new String(EventCodec.encode(event), StandardCharsets.UTF_8);

        assertThat(published(EventType.of(event)).validate(json, InputFormat.JSON))
                .isEmpty();
    }

    /// The schema is no laxer than the codec where it matters: a field that is missing, or of another kind of JSON.
    @ParameterizedTest
    @MethodSource("samples")
    void what_the_codec_refuses_for_a_missing_field_is_not_valid(Object event) throws IOException {
        var type = EventType.of(event);
        var complete = (ObjectNode) FleetJson.mapper().readTree(EventCodec.encode(event));
        for (var field : complete.properties()) {
            var without = complete.deepCopy();
            without.remove(field.getKey());
            var wrong = complete.deepCopy();
            wrong.putArray(field.getKey()).add(true);

            assertThat(published(type)
                            .validate(without.toString(), InputFormat.JSON)
                            .isEmpty())
                    .as("without " + field.getKey())
                    .isEqualTo(isRead(event, without));
            assertThat(published(type).validate(wrong.toString(), InputFormat.JSON))
                    .as("wrong " + field.getKey())
                    .isNotEmpty();
            assertThat(isRead(event, wrong)).as("wrong " + field.getKey()).isFalse();
        }
    }

    private static boolean isRead(Object like, ObjectNode json) {
        var type = EventType.of(like);
        return switch (EventCodec.decode(
                type.topic(),
                type.payload(),
                Optional.empty(),
                Optional.of(Keys.of(like)),
                json.toString().getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Event<?> _ -> true;
            case Decoded.Malformed<?>(Reason _) -> false;
            case Decoded.Tombstone<?> _ -> throw new AssertionError("a tombstone");
        };
    }

    static Schema published(EventType type) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(file(type)), InputFormat.JSON);
    }
}
