package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.fleet.wire.Schemas;
import io.heliograph.lab.chaos.ChaosReport;
import io.heliograph.lab.chaos.Effect;
import io.heliograph.lab.chaos.Violation;
import io.heliograph.lab.measure.ConvergenceReport;
import io.heliograph.lab.measure.DemoReport;
import io.heliograph.lab.measure.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `demo`, `bench` and `chaos` write with `--json` is a contract as well. `-Dgolden=update` writes the schemas
/// anew.
final class ReportSchemasTest {
    private static final Path CONTRACTS = Path.of("../docs/contracts/reports");

    /// @param samples reports as they are written
    record Contract(String name, Class<?> data, List<?> samples) {
        Path file() {
            return ReportSchemasTest.file(name);
        }
    }

    static List<Contract> contracts() {
        return List.of(
                new Contract(DemoReport.SCHEMA, DemoReport.class, List.of(demo(), nothing())),
                new Contract(ConvergenceReport.SCHEMA, ConvergenceReport.class, List.of(convergence())),
                new Contract(ChaosReport.SCHEMA, ChaosReport.class, List.of(chaos())));
    }

    private static DemoReport demo() {
        return new DemoReport(
                DemoReport.SCHEMA,
                List.of(new DemoReport.Subnet(
                        "2001:db8:1ab:c101::/64",
                        "docker01",
                        List.of("rr01", "rr02"),
                        Optional.of(-4.2),
                        Optional.of(0.2),
                        Map.of("ADMITTED", 1.5))),
                List.of(new DemoReport.Session("rr01", "docker01", "2001:db8::101", "UP", 3, 4)),
                Optional.empty());
    }

    private static DemoReport nothing() {
        return new DemoReport(DemoReport.SCHEMA, List.of(), List.of(), Optional.of("the engine does not answer"));
    }

    private static ConvergenceReport convergence() {
        var spread = Spread.of(List.of(Duration.ofMillis(20), Duration.ofMillis(25)));
        var figures = new ConvergenceReport.Figures(spread, spread);
        var none = new ConvergenceReport.Figures(Optional.empty(), Optional.empty());
        return new ConvergenceReport(
                ConvergenceReport.SCHEMA, figures, spread, none, List.of(), "Docker 20.10", "BIRD 2");
    }

    private static ChaosReport chaos() {
        return new ChaosReport(
                ChaosReport.SCHEMA,
                4,
                List.of(new Effect(1, "bird:rr02", 4_000, 0, 0, "nothing", 12, 3, Optional.empty(), Optional.of(900L))),
                List.of(new Violation(Instant.parse("2026-03-01T12:00:00Z"), "route-missing", "for 12 s")),
                "Docker 20.10",
                "BIRD 2");
    }

    private static Path file(String name) {
        return CONTRACTS.resolve(name.substring("heliograph.".length()) + ".schema.json");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void thePublishedSchemaIsThatOfTheRecordAndWhatIsWrittenIsValid(Contract contract) throws IOException {
        var text = Schemas.ofReport(contract.name(), contract.data());
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(CONTRACTS);
            Files.writeString(contract.file(), text);
        }
        assertThat(text).as("%s", contract.file()).isEqualTo(Files.readString(contract.file()));
        for (var sample : contract.samples()) {
            assertValid(BenchCommand.json(sample), contract.name());
        }
    }

    @Test
    void everySchemaIsOfAReport() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            assertThat(files.collect(Collectors.toSet()))
                    .isEqualTo(contracts().stream().map(Contract::file).collect(Collectors.toSet()));
        }
    }

    @Test
    void whatLacksItsVerdictIsNot() throws IOException {
        assertThat(errors(BenchCommand.json(demo()).replace("\"ok\"", "\"okay\""), DemoReport.SCHEMA))
                .isNotEmpty();
    }

    /// Fails unless a document is of the schema of this name.
    static void assertValid(String document, String name) throws IOException {
        assertThat(errors(document, name)).as(document).isEmpty();
    }

    private static List<?> errors(String document, String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(file(name)), InputFormat.JSON)
                .validate(document, InputFormat.JSON);
    }
}
