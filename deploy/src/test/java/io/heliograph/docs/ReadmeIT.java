package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs every `sh` block of the README, in order, as a newcomer would paste it; root is needed, as it is for them.
@Tag("lab")
class ReadmeIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /// The block whose run this test is a part of. It cannot run itself; that CI runs it is checked instead.
    private static final String WHOLE_TEST = "sudo ./heliograph test";

    @TestFactory
    List<DynamicTest> everyBlockRuns() throws IOException {
        var blocks = blocks(Files.readAllLines(HOME.resolve("README.md")));
        assertThat(blocks).as("README.md has sh blocks").hasSizeGreaterThan(3);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(block.lines().findFirst().orElseThrow(), () -> {
                    if (block.strip().equals(WHOLE_TEST)) {
                        assertThat(Files.readString(HOME.resolve(".ci/run"))).contains("./heliograph test");
                    } else {
                        run(block);
                    }
                }))
                .toList();
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        run("./heliograph lab down");
    }

    private static List<String> blocks(List<String> lines) {
        var blocks = new ArrayList<String>();
        var text = String.join("\n", lines) + "\n";
        var fence = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
        fence.matcher(text).results().forEach(block -> blocks.add(block.group(1)));
        return blocks;
    }

    /// As root `sudo` is a word without meaning, and a minimal Debian does not have it.
    private static void run(String block) throws IOException, InterruptedException {
        var log = Files.createTempFile("readme", ".log");
        try {
            var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", "sudo() { \"$@\"; }\n" + block)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            boolean ended = shell.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                shell.destroyForcibly();
            }
            assertThat(ended)
                    .as("ended in time:\n%s\n%s", block, Files.readString(log))
                    .isTrue();
            assertThat(shell.exitValue())
                    .as("%s\n%s", block, Files.readString(log))
                    .isZero();
        } finally {
            Files.delete(log);
        }
    }
}
