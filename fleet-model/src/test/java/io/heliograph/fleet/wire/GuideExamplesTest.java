package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the guide to the health topics are records as we write them.
class GuideExamplesTest {
    private static final Path GUIDE = Path.of("../docs/guide/health-topics.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json (\\S+)\\n(.*?)```", Pattern.DOTALL);

    static Stream<Arguments> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> Arguments.of(type(found.group(1)), found.group(2)));
    }

    private static EventType type(String name) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.typeName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_topic_of_health_has_one() throws IOException {
        assertThat(examples().map(example -> example.get()[0]))
                .containsExactlyInAnyOrder(
                        EventType.SESSION_HEALTH,
                        EventType.SESSION_TRANSITION,
                        EventType.ROUTE_HEALTH,
                        EventType.APPLY_RESULT);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_valid_and_can_be_read(EventType type, String json) throws IOException {
        assertThat(SchemaGoldenTest.published(type).validate(json, InputFormat.JSON))
                .isEmpty();
        var event = FleetJson.mapper().readValue(json, type.payload());
        assertThat(Keys.of(event)).isNotEmpty();
    }
}
