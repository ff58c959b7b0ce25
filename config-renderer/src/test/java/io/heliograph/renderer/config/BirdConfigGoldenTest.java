package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.fleet.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Folders of records and the configurations that must come of them, byte for byte. `changes.txt` says what each
/// record leads to and costs. `-Dgolden=update` writes them anew and fails where a second run differs.
class BirdConfigGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String LOG = "log.jsonl";
    private static final int SHUFFLES = 20;

    static Stream<String> cases() throws IOException {
        try (var folders = Files.list(GOLDEN)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_bytes_are_those_of_the_folder(String name) throws IOException {
        var folder = GOLDEN.resolve(name);
        var entries = FleetLog.read(folder.resolve(LOG));
        var along = Renderings.along(entries);
        var expected = new TreeMap<String, String>();
        along.configs.forEach((node, config) -> expected.put(fileOf(node), config.text()));
        expected.put(
                "changes.txt", along.changes.stream().map(line -> line + "\n").collect(Collectors.joining()));
        if ("update".equals(System.getProperty("golden"))) {
            write(folder, expected);
        }
        var files = new TreeSet<>(expected.keySet());
        files.add(LOG);
        try (var there = Files.list(folder)) {
            assertThat(there.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(files);
        }
        for (var file : expected.entrySet()) {
            assertThat(Files.readString(folder.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    private static void write(Path folder, Map<String, String> expected) throws IOException {
        assertThat(System.getenv("CI")).as("golden files are written by people").isNotEqualTo("true");
        try (var there = Files.list(folder)) {
            for (var file : there.toList()) {
                if (!file.endsWith(LOG)) {
                    Files.delete(file);
                }
            }
        }
        for (var file : expected.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static String fileOf(NodeId node) {
        return node.toString().replace('/', '-') + ".conf";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_way_there_does_not_matter(String name) {
        var entries = FleetLog.read(GOLDEN.resolve(name).resolve(LOG));
        var expected = texts(Renderings.atTheEndOf(entries));
        long seed = name.hashCode();
        var random = new Random(seed);
        for (int i = 0; i < SHUFFLES; i++) {
            assertThat(texts(Renderings.atTheEndOf(FleetLog.shuffled(entries, random))))
                    .as("seed %d, shuffle %d", seed, i)
                    .isEqualTo(expected);
        }
    }

    private static Map<NodeId, String> texts(Renderings renderings) {
        var texts = new TreeMap<NodeId, String>();
        renderings.configs.forEach((node, config) -> texts.put(node, config.text()));
        return texts;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_installed_bird_reads_it(String name) {
        var renderings = Renderings.along(FleetLog.read(GOLDEN.resolve(name).resolve(LOG)));
        for (var bird : BirdBinary.all()) {
            renderings.configs.values().forEach(config -> {
                if (config.text().contains("authentication ao;") && !bird.hasTcpAo()) {
                    // Refused as a whole: the agent keeps what it has, and says why.
                    assertThatThrownBy(() -> RealBird.parse(bird, config.text()))
                            .hasMessageContaining("syntax error");
                } else {
                    RealBird.parse(bird, config.text());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void names_are_unique_and_no_time_is_in_it(String name) {
        var renderings = Renderings.along(FleetLog.read(GOLDEN.resolve(name).resolve(LOG)));
        for (var config : renderings.configs.values()) {
            var names = config.text()
                    .lines()
                    .filter(line -> line.startsWith("protocol ") || line.startsWith("template "))
                    .map(line -> line.split(" ")[2])
                    .toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(config.sessions())
                    .allSatisfy(session ->
                            assertThat(names).contains(session.protocol().value()));
            assertThat(config.text()).doesNotContainPattern("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
        }
    }
}
