package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.lint.Lint;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Renderer and agents keep the same rules without knowing each other: whatever the one writes, the others take.
class LintGoldenTest {
    private static final Path GOLDEN = Tree.ROOT.resolve("config-renderer/src/test/resources/golden");

    static List<Path> texts() {
        return Tree.files(GOLDEN, file -> file.toString().endsWith(".conf"));
    }

    @Test
    void there_are_many() {
        assertThat(texts()).hasSizeGreaterThan(60);
    }

    /// `reflector-rr01.conf`
    @ParameterizedTest
    @MethodSource("texts")
    void what_the_renderer_writes_the_agent_takes(Path file) {
        var text = Tree.read(file);
        var node = NodeId.parse(
                file.getFileName().toString().replaceFirst("-", "/").replaceFirst("\\.conf$", ""));
        var read = ConfigText.read(text);
        assertThat(Lint.check(node, Revision.of(text), read, ConfigText.EMPTY)).isEmpty();
        assertThat(read.peersTold()).hasValue(read.sessions().size());
    }
}
