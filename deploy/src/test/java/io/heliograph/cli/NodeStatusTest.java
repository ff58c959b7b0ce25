package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.view.AnswerSchemasTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `status` on a node that does not reach the control plane.
final class NodeStatusTest {
    /// Nothing listens on port 1.
    private static final String NOWHERE = "http://localhost:1";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNodeAnswersForItselfAndSaysThatItDoes() throws IOException {
        try (var node = new StandInNode(folder, StandInNode.REFLECTOR_HEALTH)) {
            var run = status(node.url(), node.socket());

            assertThat(run.exit()).isEqualTo(7);
            assertThat(run.err()).startsWith("INVENTORY_UNREACHABLE: ");
            assertThat(run.out())
                    .startsWith("the control plane is out of reach; this is the node's own view of itself\n")
                    .contains("not ready: bus is out of reach (" + node.url() + ")")
                    .contains("held        CONFIG_HELD: ")
                    .contains("revision    0f3a9c112233, from disk")
                    .contains("bird        2.0.12 is running, router id 192.0.2.1")
                    .containsPattern("sessions    [0-9]+/[0-9]+, those that are not:\n  ");
        }
    }

    @Test
    void itsJsonHasASchemaOfItsOwn() throws IOException {
        try (var node = new StandInNode(folder, StandInNode.REFLECTOR_HEALTH)) {
            var run = status(node.url(), node.socket(), "-o", "json");

            assertThat(run.exit()).isEqualTo(7);
            assertThat(run.out()).startsWith("{\n  \"schema\" : \"heliograph.node-status.v1\"");
            AnswerSchemasTest.assertValid(run.out(), "a node's own view");
        }
    }

    @Test
    void whatDoesNotAnswerIsNamed() throws IOException {
        try (var node = new StandInNode(folder, StandInNode.REFLECTOR_HEALTH)) {
            var run = status(node.url(), folder.resolve("nothing").toString());

            assertThat(run.exit()).isEqualTo(7);
            assertThat(run.out()).contains("no answer   cannot connect to ").contains("revision    0f3a9c112233");
        }
    }

    @Test
    void aMachineThatIsNoNodeHasNothingToAdd() {
        var run = status(NOWHERE, folder.resolve("nothing").toString());

        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
    }

    private static ControlPlane.Run status(String agent, String socket, String... more) {
        return ControlPlane.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "status", "--url", NOWHERE, "--agent", agent, "--bird-socket", socket),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }
}
