package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.view.AnswerSchemasTest;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every verb: with which code it ends when, and that what it prints is of the schema that it names.
final class VerbsTest {
    /// What the code is, how things are, the verb. Where a verb can only be brought to a code by a bus, a lab or a
    /// node, TerminalIT, CommandsIT, LabIT and DoctorLabIT do.
    private static final String TABLE = """
            0 | well     | status
            3 | ill      | status
            5 | held     | status
            7 | away     | status
            7 | deaf     | status
            7 | away     | status --watch
            0 | well     | hosts
            7 | away     | hosts
            0 | well     | reflectors
            7 | away     | reflectors
            0 | well     | sessions
            7 | away     | sessions
            0 | well     | routes
            7 | away     | routes
            3 | well     | explain 2001:db8:c002::/64
            3 | missing  | explain nobody
            7 | away     | explain docker01
            3 | well     | explain docker01 --at 1h
            2 | well     | explain docker01 --at yesterday
            7 | away     | explain docker01 --at 1h
            0 | well     | wait 2001:db8:c001::/64 --for verified
            6 | well     | wait 2001:db8:c002::/64 --for verified --timeout 1ms
            7 | away     | wait fleet --for up --timeout 1ms
            7 | away     | events
            2 | well     | events --from yesterday
            2 | well     | doctor --env-file NOTHING
            3 | well     | doctor --env-file NODE
            3 | well     | doctor --fleet
            3 | well     | doctor rr01
            3 | well     | doctor nobody
            7 | away     | doctor --fleet
            2 | well     | doctor rr01 --fix
            0 | well     | fleet apply -f FLEET
            0 | well     | fleet apply -f FLEET --dry-run
            2 | refusing | fleet apply -f FLEET
            7 | away     | fleet apply -f FLEET
            4 | well     | fleet diff -f FLEET
            0 | settled  | fleet diff -f FLEET
            2 | well     | fleet diff -f NOTHING
            7 | away     | fleet diff -f FLEET
            0 | well     | fleet validate -f FLEET
            2 | well     | fleet validate -f FAULTY
            0 | well     | fleet export
            7 | away     | fleet export
            5 | held     | rollout status
            0 | settled  | rollout status
            7 | away     | rollout status
            7 | away     | rollout status --watch
            0 | held     | rollout release rr01 --revision abc --why because
            2 | settled  | rollout release rr01 --revision abc --why because
            2 | refusing | rollout release reflector/rr01 --revision abc --why because
            7 | away     | rollout release reflector/rr01 --revision abc --why because
            0 | well     | host drain docker01
            6 | well     | host drain docker01 --wait --timeout 1ms
            3 | missing  | host drain docker01
            7 | away     | host drain docker01
            0 | well     | host undrain docker01
            7 | away     | host undrain docker01
            0 | well     | host approve docker01
            7 | away     | host approve docker01
            0 | well     | host remove docker01
            7 | away     | host remove docker01
            0 | away     | token
            7 | away     | config show rr01
            7 | away     | config show rr01 --revision abc
            7 | away     | config diff rr01
            7 | away     | config history rr01
            7 | away     | topics drift
            7 | away     | topics provision
            2 | away     | broker --listen nowhere
            0 | away     | bundle --file ARCHIVE
            2 | away     | bundle --file FLEET
            0 | away     | completion bash
            2 | away     | completion tcsh
            0 | away     | version
            0 | well     | version --fleet
            7 | away     | version --fleet
            3 | away     | lab status --name nowhere
            3 | away     | lab exec --name nowhere rr01 -- birdc show protocols
            2 | away     | lab exec --name nowhere rr09 -- birdc show protocols
            3 | away     | lab logs --name nowhere
            3 | away     | lab break --name nowhere bird:rr02
            0 | away     | lab break --list
            3 | away     | lab mend --name nowhere
            """;

    /// They need a machine of their own; LabIT, ChaosIT and DemoIT run them.
    private static final Set<String> OF_LABS = Set.of("demo", "lab up", "lab down", "lab roots", "bench", "chaos");

    record Row(int exit, String state, List<String> words) {
        static Row of(String line) {
            var cells = line.split(" \\| ");
            return new Row(
                    Integer.parseInt(cells[0].strip()),
                    cells[1].strip(),
                    Arrays.asList(cells[2].strip().split(" ")));
        }

        @Override
        public String toString() {
            return exit + " when " + state + ": " + String.join(" ", words);
        }
    }

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private final StandInInventory inventory = StandInInventory.ofSamples();

    static List<Row> rows() {
        return TABLE.lines().map(Row::of).toList();
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("FLEET"), "hosts:\n  - {host: docker01, cluster: lab}\n");
        Files.writeString(folder.resolve("FAULTY"), "hosts:\n  - {host: docker01}\n");
        Files.writeString(folder.resolve("NODE"), """
                HELIOGRAPH_CLUSTER=lab
                HELIOGRAPH_REFLECTOR=rr01
                HELIOGRAPH_STATE_DIR=%1$s
                HELIOGRAPH_BIRD_SOCKET=%1$s/none
                HELIOGRAPH_BIRD_CONFIG_DIR=%1$s/none
                HELIOGRAPH_SECRETS_DIR=%1$s/none
                HELIOGRAPH_AGENT_URL=http://localhost:1
                KAFKA_BOOTSTRAP_SERVERS=nowhere.invalid:9092
                """.formatted(folder));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsWithItsCodeAndPrintsWhatItsSchemaSays(Row row) throws IOException {
        prepare(row.state());
        var words = arguments(row.words());

        var run = ControlPlane.run(words);

        assertThat(run.exit()).as(run.err()).isEqualTo(row.exit());
        if (row.exit() != ExitCode.OK.number()
                && row.exit() < ExitCode.UNREACHABLE.number()
                && run.out().isEmpty()) {
            assertThat(run.err()).as("why").isNotEmpty();
        }
        if (!run.out().isEmpty() && options(row.words()).contains("--output")) {
            assertPrinted(row, words);
        }
    }

    private void assertPrinted(Row row, String[] words) throws IOException {
        var json = ControlPlane.run(with(words, "-o", "json"));
        assertThat(json.exit()).isEqualTo(row.exit());
        AnswerSchemasTest.assertValid(json.out(), row + " -o json");
        for (var line : ControlPlane.run(with(words, "-o", "jsonl")).lines()) {
            AnswerSchemasTest.assertValid(line, row + " -o jsonl");
        }
        assertThat(ControlPlane.run(with(words, "-o", "yaml")).out()).startsWith("schema: heliograph.");
        assertThat(ControlPlane.run(with(words, "-o", "csv")).out()).contains("\r\n");
    }

    private void prepare(String state) {
        switch (state) {
            case "well" -> {}
            case "ill" -> inventory.answer("status", Sample.unhealthy());
            case "held" -> inventory.answer("status", Sample.held());
            case "settled" -> {
                inventory.answer("fleet/apply", List.of());
                inventory.answer("rollout", List.of());
            }
            case "missing" -> {
                inventory.refuse("explain", 404, Reason.of(ReasonCode.NOT_FOUND, "host", "nobody"));
                inventory.refuse("hosts/docker01/drain", 404, Reason.of(ReasonCode.NOT_FOUND, "host", "docker01"));
            }
            case "refusing" -> {
                inventory.refuse("fleet/apply", 422, Reason.of(ReasonCode.CLUSTER_UNKNOWN, "docker01", "lab"));
                inventory.refuse(
                        "rollout/reflector/rr01/release",
                        422,
                        Reason.of(ReasonCode.RISK_NOT_ACCEPTED, "reflector/rr01", "withdraw-120-prefixes", ""));
            }
            case "deaf" -> inventory.refuse("status", 503, Reason.of(ReasonCode.KAFKA_UNREACHABLE, "localhost:9092"));
            case "away" -> inventory.close();
            default -> throw new IllegalArgumentException(state);
        }
    }

    /// Words in capitals are files; the inventory and a bus that is nowhere are named where the verb has an option for
    /// them.
    private String[] arguments(List<String> words) {
        var all = new ArrayList<String>();
        words.forEach(
                word -> all.add(word.matches("[A-Z]{4,}") ? folder.resolve(word).toString() : word));
        var options = options(words);
        if (options.contains("--url")) {
            all.addAll(List.of("--url", inventory.url()));
        }
        if (options.contains("--bootstrap-servers")) {
            all.addAll(List.of("--bootstrap-servers", "nowhere.invalid:9092"));
        }
        return all.toArray(String[]::new);
    }

    private static Set<String> options(List<String> words) {
        return verb(words).getCommandSpec().optionsMap().keySet();
    }

    private static CommandLine verb(List<String> words) {
        var verb = Heliograph.commandLine();
        for (var word : words) {
            var next = verb.getSubcommands().get(word);
            if (next == null) {
                break;
            }
            verb = next;
        }
        return verb;
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void noVerbIsLeftOut() {
        var told = new TreeSet<String>();
        rows().forEach(row -> told.add(verb(row.words()).getCommandSpec().qualifiedName()));

        assertThat(leaves(Heliograph.commandLine())
                        .filter(verb -> !verb.getCommandSpec().usageMessage().hidden())
                        .map(verb -> verb.getCommandSpec().qualifiedName())
                        .filter(name -> OF_LABS.stream().noneMatch(verb -> name.startsWith("heliograph " + verb))))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void everyVerbEndsWithTwoWhenItIsMisusedAndWithZeroWhenItIsAskedForHelp() {
        leaves(Heliograph.commandLine()).forEach(verb -> {
            var words = verb.getCommandSpec().qualifiedName().split(" ");
            var name = Arrays.copyOfRange(words, 1, words.length);
            if (name[0].equals(CompleteCommand.NAME)) {
                return;
            }
            assertThat(ControlPlane.run(with(name, "--bogus")).exit())
                    .as(String.join(" ", name))
                    .isEqualTo(2);
            assertThat(ControlPlane.run(with(name, "--help")).exit()).isZero();
        });
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        var inner = command.getSubcommands();
        return inner.isEmpty() ? Stream.of(command) : inner.values().stream().flatMap(VerbsTest::leaves);
    }
}
