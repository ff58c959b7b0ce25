package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Records that once were written, one folder a release. They are read for ever: the topics are kept for more than a
/// year, and an audit reads all of them. A file is added, never changed.
class OldJsonTest {
    private static final Path FOLDER = Path.of("src/test/resources/old-json");

    static List<Path> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_old_record_is_read(Path file) throws IOException {
        var type = Arrays.stream(EventType.values())
                .filter(candidate -> file.getFileName().toString().startsWith(shortName(candidate)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " names no event type"));
        var json = Files.readAllBytes(file);
        var key = Keys.of(FleetJson.mapper().readValue(json, type.payload()));

        assertThat(EventCodec.decode(
                        type.topic(), type.payload(), Optional.of(type.typeName()), Optional.of(key), json))
                .isInstanceOf(Decoded.Event.class);
    }

    @Test
    void every_kind_of_record_of_the_first_release_is_kept() throws IOException {
        for (var sample : Samples.all().entrySet()) {
            var file = FOLDER.resolve("0.1.0/" + sample.getKey() + ".json");
            if (!Files.exists(file) && Golden.mayWrite()) {
                Golden.write(file, new String(EventCodec.encode(sample.getValue()), StandardCharsets.UTF_8) + "\n");
            }
            assertThat(file).exists();
        }
    }

    private static String shortName(EventType type) {
        return type.typeName().substring("heliograph.".length(), type.typeName().lastIndexOf('.'));
    }
}
