package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.lab.chaos.ChaosReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A short run of chaos, the same each time. Long ones are for people: `heliograph chaos --minutes 60`.
@Tag("lab")
class ChaosIT {
    @Test
    void someMinutesOfFaultsCostNoRoute(@TempDir Path folder) throws Exception {
        var report = folder.resolve("chaos.json");
        int exit = new CommandLine(new ChaosCommand())
                .execute("--seed", "4", "--minutes", "2", "--name", "chaosit", "--json", report.toString());
        assertThat(exit).as("exit code; seed 4").isZero();
        assertThat(Files.readString(report)).contains("\"ok\" : true");
        ReportSchemasTest.assertValid(Files.readString(report), ChaosReport.SCHEMA);
    }
}
