package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.renderer.change.ConfigChange;
import io.heliograph.renderer.change.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference table of the guide against the code: every option has a row, the text that it promises is in a
/// golden file, and a change costs what it says.
class OptionsTableTest {
    private static final Path GUIDE = Path.of("../docs/guide/bgp-options.md");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// A row: `option`, default, RFC, `BIRD text`…, `change class`.
    record Row(String option, List<String> texts, String changeClass) {
        @Override
        public String toString() {
            return option;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readString(GUIDE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .filter(cells -> cells.length == 7)
                .map(cells -> new Row(
                        codes(cells[1]).getFirst(),
                        codes(cells[4]),
                        codes(cells[5]).getFirst()))
                .toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell.replace("\\|", "|"))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void every_option_has_one_row_and_one_case() throws IOException {
        var options = new TreeSet<String>();
        components(BgpOptions.class).filter(name -> !name.equals("parent")).forEach(name -> options.add("bgp." + name));
        components(ParentLink.class).forEach(name -> options.add("bgp.parent." + name));
        components(Upstream.class)
                .filter(name -> !name.equals("upstream"))
                .forEach(name -> options.add("upstreams." + name));
        components(ReflectorOptions.class).forEach(name -> options.add("reflectors.bgp." + name));
        options.addAll(List.of("reflectors.address", "reflectors.routerId", "hosts.address", "hosts.routerId"));

        assertThat(rows()).extracting(Row::option).containsExactlyInAnyOrderElementsOf(options);
        assertThat(OptionCase.all()).extracting(OptionCase::option).containsExactlyInAnyOrderElementsOf(options);
    }

    private static Stream<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_text_that_a_row_promises_is_in_a_golden_file(Row row) throws IOException {
        var golden = golden();
        assertThat(row.texts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(golden)
                        .anySatisfy((_, content) -> assertThat(content).contains(text)));
    }

    private static Map<Path, String> golden() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .collect(Collectors.toMap(file -> file, OptionsTableTest::read, (one, _) -> one, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_change_costs_what_its_row_says() throws IOException {
        var told = rows().stream().collect(Collectors.toMap(Row::option, Row::changeClass));
        var found =
                OptionCase.all().stream().collect(Collectors.toMap(OptionCase::option, option -> word(worst(option))));

        assertThat(new TreeMap<>(told)).isEqualTo(new TreeMap<>(found));
    }

    private static ChangeClass worst(OptionCase option) {
        var before = option.before();
        return option.after().entrySet().stream()
                .map(entry -> ConfigChange.between(
                                shape(java.util.Objects.requireNonNull(before.get(entry.getKey()))),
                                shape(entry.getValue()))
                        .changeClass())
                .max(ChangeClass::compareTo)
                .orElseThrow();
    }

    private static Shape shape(RenderedConfig config) {
        return Shape.of(config, Revision.of(config.text()), 0, 0);
    }

    private static String word(ChangeClass changeClass) {
        return switch (changeClass) {
            case NONE -> "none";
            case ISOLATED -> "isolated";
            case RELOAD -> "reload";
            case SESSION_RESTART -> "session restart";
        };
    }
}
