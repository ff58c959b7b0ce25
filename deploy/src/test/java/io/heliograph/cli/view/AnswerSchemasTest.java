package io.heliograph.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.cli.bundle.BundleManifest;
import io.heliograph.cli.doctor.Patient;
import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.node.NodeStatus;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the command line answers is a contract: a schema for each name that a document can carry, made from the record.
/// `-Dgolden=update` writes them anew.
public final class AnswerSchemasTest {
    private static final Path CONTRACTS = Path.of("../docs/contracts/answers");
    private static final Path SOURCES = Path.of("src/main/java/io/heliograph/cli");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/cli");
    private static final Pattern NAME = Pattern.compile("\"(heliograph\\.[a-z-]+\\.v[0-9]+)\"");

    /// Of the bus, not of the command line.
    private static final Set<String> ELSEWHERE = Set.of();

    record Contract(String name, Class<?> data, boolean list, boolean watched) {
        Path file() {
            return CONTRACTS.resolve(name.substring("heliograph.".length()) + ".schema.json");
        }

        String text() {
            return Schemas.ofAnswer(name, data, list, watched);
        }
    }

    static List<Contract> contracts() {
        return List.of(
                new Contract("heliograph.status.v1", FleetStatus.class, false, true),
                new Contract("heliograph.hosts.v1", HostView.class, true, true),
                new Contract("heliograph.reflectors.v1", ReflectorView.class, true, true),
                new Contract("heliograph.sessions.v1", SessionView.class, true, true),
                new Contract("heliograph.routes.v1", RouteView.class, true, true),
                new Contract("heliograph.applies.v1", ApplyView.class, true, false),
                new Contract("heliograph.explanation.v1", Explanation.class, false, false),
                new Contract("heliograph.rollouts.v1", RolloutView.class, true, true),
                new Contract("heliograph.versions.v1", VersionView.class, true, false),
                new Contract("heliograph.release.v1", Release.class, false, false),
                new Contract("heliograph.fleet-changes.v1", FleetChange.class, true, false),
                new Contract("heliograph.topic-drift.v1", Reason.class, true, false),
                new Contract("heliograph.token.v1", Answers.Token.class, false, false),
                new Contract("heliograph.event.v1", EventLine.class, false, false),
                new Contract("heliograph.config.v1", RenderedText.class, false, false),
                new Contract("heliograph.config-diff.v1", ConfigDiff.class, false, false),
                new Contract("heliograph.config-history.v1", ConfigHistory.Entry.class, true, false),
                new Contract("heliograph.node-status.v1", NodeStatus.class, false, false),
                new Contract(BundleManifest.SCHEMA, BundleManifest.class, false, false),
                new Contract("heliograph.doctor.v1", DoctorView.Machine.class, false, false),
                new Contract("heliograph.doctor-fleet.v1", Patient.class, true, false));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void thePublishedSchemaIsThatOfTheRecord(Contract contract) throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(CONTRACTS);
            Files.writeString(contract.file(), contract.text());
        }
        assertThat(contract.text()).as("%s", contract.file()).isEqualTo(Files.readString(contract.file()));
    }

    @Test
    void everyNameInTheSourcesHasASchemaAndEverySchemaAName() throws IOException {
        var named = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                NAME.matcher(Files.readString(source)).results().forEach(match -> named.add(match.group(1)));
            }
        }
        named.removeAll(ELSEWHERE);
        assertThat(contracts()).extracting(Contract::name).containsExactlyInAnyOrderElementsOf(named);
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            assertThat(files.collect(Collectors.toSet()))
                    .isEqualTo(contracts().stream().map(Contract::file).collect(Collectors.toSet()));
        }
    }

    /// The golden files are what the verbs print.
    @Test
    void whatIsPrintedIsValid() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (var file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                assertValid(Files.readString(file), file.toString());
            }
        }
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (var file : files.filter(it -> it.toString().endsWith(".jsonl")).toList()) {
                for (var line : Files.readAllLines(file)) {
                    assertValid(line, file.toString());
                }
            }
        }
        assertValid(Answer.gone("heliograph.hosts.v1", "docker01"), "a host that is gone");
    }

    @Test
    void whatLacksItsDataIsNot() throws IOException {
        assertThat(errors("{\"schema\":\"heliograph.hosts.v1\"}")).isNotEmpty();
        assertThat(errors("{\"schema\":\"heliograph.hosts.v1\",\"data\":[{\"host\":\"docker01\"}]}"))
                .isNotEmpty();
    }

    /// Fails unless one printed document, or one line of JSONL, is of the schema that it names.
    public static void assertValid(String document, String what) throws IOException {
        assertThat(errors(document)).as(what).isEmpty();
    }

    private static List<?> errors(String document) throws IOException {
        JsonNode json = FleetJson.mapper().readTree(document);
        var name = json.path("schema").asText();
        var contract = contracts().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        return List.copyOf(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(contract.file()), InputFormat.JSON)
                .validate(document, InputFormat.JSON));
    }
}
