package io.heliograph.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.heliograph.cli.NodeSample;
import io.heliograph.cli.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each verb prints in each format is a contract: scripts read it. `-Dgolden=update` writes the files anew.
final class AnswersGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/cli");
    private static final boolean UPDATE = "update".equals(System.getProperty("golden"));
    private static final Paint PLAIN = new Paint(false);

    @ParameterizedTest
    @EnumSource
    void isWrittenAsItAlwaysWas(OutputFormat format) throws IOException {
        for (var answer : answers().entrySet()) {
            var file = file(answer.getKey(), format);
            var text = answer.getValue().in(format);
            if (UPDATE) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void noFileIsLeftOver() throws IOException {
        assumeFalse(UPDATE, "files are being written");
        var expected = new TreeSet<Path>();
        for (var format : OutputFormat.values()) {
            answers().keySet().forEach(name -> expected.add(file(name, format)));
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.toList()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void coloursAreForTerminalsOnly() {
        var status = Sample.unhealthy();

        assertThat(StatusView.of(status, Sample.NOW, new Paint(true)).text()).contains("\u001b[31m", "\u001b[32m");
        assertThat(StatusView.of(status, Sample.NOW, PLAIN).text()).doesNotContain("\u001b");
    }

    @Test
    void aCellNeverBreaksItsLine() {
        var grid = new Grid(java.util.List.of("name"), java.util.List.of(java.util.List.of("a\nb\u001b[31m")));

        assertThat(grid.table()).isEqualTo("NAME\na\uFFFDb\uFFFD[31m\n");
        assertThat(grid.csv()).isEqualTo("name\r\n\"a\nb\u001b[31m\"\r\n");
    }

    private static Map<String, Answer> answers() {
        var answers = new TreeMap<String, Answer>();
        answers.put("status-healthy", StatusView.of(Sample.healthy(), Sample.NOW, PLAIN));
        answers.put("status-unhealthy", StatusView.of(Sample.unhealthy(), Sample.NOW, PLAIN));
        answers.put("hosts", Answers.hosts(Sample.hosts()));
        answers.put("reflectors", Answers.reflectors(Sample.reflectors()));
        answers.put("sessions", Answers.sessions(Sample.sessions(), Sample.NOW));
        answers.put("routes", Answers.routes(Sample.routes()));
        answers.put("rollouts", RolloutAnswers.waiting(Sample.rollouts(), Sample.NOW));
        answers.put("release", RolloutAnswers.released(Sample.release()));
        answers.put("applies", Answers.applies(Sample.applies(), Sample.NOW));
        answers.put("versions", Answers.versions(Sample.versions()));
        answers.put("config-history", ConfigView.history(NodeSample.history(), Sample.NOW));
        answers.put("config-show", ConfigView.text(NodeSample.rendered()));
        answers.put("config-diff", ConfigView.diff(NodeSample.pending()));
        answers.put("config-diff-unknown", ConfigView.diff(NodeSample.unheard()));
        answers.put("doctor", DoctorView.of(NodeSample.examination(), PLAIN));
        answers.put("doctor-fleet", DoctorView.of(NodeSample.patients(), PLAIN));
        answers.put("node-status", NodeView.of(NodeSample.node(), PLAIN));
        answers.put("topic-drift", Answers.reasons("heliograph.topic-drift.v1", NodeSample.drift()));
        answers.put("explain", ExplanationView.of(Sample.explanation(), PLAIN));
        answers.put("fleet-changes", Answers.changes(Sample.changes()));
        return answers;
    }

    private static Path file(String name, OutputFormat format) {
        var ending = format == OutputFormat.TABLE ? "txt" : format.name().toLowerCase(Locale.ROOT);
        return FOLDER.resolve(name + "." + ending);
    }
}
