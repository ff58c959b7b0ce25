package io.heliograph.rragent;

import static io.heliograph.rragent.Link.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real pings to thousands of addresses in a network namespace: a whole prefix answers there, another one drops. Needs
/// root.
class ManyTargetsIT {
    private static final int ANSWERING = 5_000;
    private static final int DROPPING = 300;
    private static final int UNREACHABLE = 100;
    private static final int ROUND_SECONDS = 10;

    /// Three questions a subnet at 1,000 a second, and as much again for a machine that does other things.
    private static final Duration SETTLED = Duration.ofSeconds(40);

    /// The process itself has six; one socket a family comes to it.
    private static final int MOST_FILES = 12;

    private static final Duration STALL = Duration.ofMillis(2_500);

    private final String namespace = "hgmany-" + ProcessHandle.current().pid();

    @BeforeEach
    void up() {
        run("ip", "netns", "add", namespace);
        ip("link", "set", "lo", "up");
        ip("-6", "route", "add", "local", "fd01::/16", "dev", "lo");
        ip("-4", "route", "add", "local", "10.129.0.0/16", "dev", "lo");
        // What goes to a neighbour that is not there is dropped without a word.
        ip("link", "add", "v0", "type", "veth", "peer", "name", "v1");
        ip("link", "set", "v0", "up");
        ip("link", "set", "v1", "up");
        ip("addr", "add", "fd03::1/64", "dev", "v0", "nodad");
        ip("-6", "neigh", "add", "fe80::1", "lladdr", "02:00:00:00:00:77", "dev", "v0");
        ip("-6", "route", "add", "fd02::/16", "via", "fe80::1", "dev", "v0");
    }

    @AfterEach
    void down() {
        run("ip", "netns", "del", namespace);
    }

    private void ip(String... words) {
        run(Stream.concat(Stream.of("ip", "-n", namespace), Arrays.stream(words))
                .toArray(String[]::new));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyTargets.class.getName(),
                        ANSWERING + "",
                        DROPPING + "",
                        UNREACHABLE + "",
                        ROUND_SECONDS + "")
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void five_thousand_that_answer_are_never_called_silent_however_late_their_answers_are_read() throws Exception {
        var process = start();
        try (var said = process.inputReader()) {
            var settled = await(said, line -> line.answered() == ANSWERING && line.silent() == DROPPING);
            assertThat(settled.seconds()).isLessThan(SETTLED.toSeconds());
            for (int i = 0; i < 3; i++) {
                // The agent gets no processor; answers arrive meanwhile, and their time is over when it goes on.
                run("kill", "-STOP", process.pid() + "");
                Thread.sleep(STALL);
                run("kill", "-CONT", process.pid() + "");
                await(said, line -> line.seconds() >= 0);
            }
            var before = await(said, line -> line.seconds() >= 0);
            var after = await(said, line -> line.seconds() >= before.seconds() + 2L * ROUND_SECONDS);
            System.err.printf("many targets: settled %s, two rounds later %s%n", settled, after);
            assertThat(after.told()).as("those without a way are not told of").isEqualTo(ANSWERING + DROPPING);
            assertThat(after.wrong()).isZero();
            assertThat(after.answered()).isEqualTo(ANSWERING);
            assertThat(after.silent()).isEqualTo(DROPPING);
            assertThat(after.files()).isLessThan(MOST_FILES);
            assertThat(after.threads()).isLessThanOrEqualTo(2);
            assertThat(after.cpu() - before.cpu())
                    .as("processor time in two rounds, ms")
                    .isLessThan(2L * ROUND_SECONDS * 1_000 / 3);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private record Figures(
            long seconds, int answered, int silent, int wrong, int told, long cpu, int files, int threads) {
        private static final Pattern LINE = Pattern.compile("seconds=(\\d+) answered=(\\d+) silent=(\\d+) wrong=(\\d+)"
                + " told=(\\d+) cpu=(\\d+) files=(\\d+) threads=(\\d+)");

        static Optional<Figures> of(String line) {
            var words = LINE.matcher(line);
            return words.matches()
                    ? Optional.of(new Figures(
                            Long.parseLong(words.group(1)),
                            Integer.parseInt(words.group(2)),
                            Integer.parseInt(words.group(3)),
                            Integer.parseInt(words.group(4)),
                            Integer.parseInt(words.group(5)),
                            Long.parseLong(words.group(6)),
                            Integer.parseInt(words.group(7)),
                            Integer.parseInt(words.group(8))))
                    : Optional.empty();
        }
    }

    private static Figures await(BufferedReader said, Predicate<Figures> wanted) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            var figures = Figures.of(line);
            if (figures.filter(wanted).isPresent()) {
                return figures.get();
            }
            var text = line;
            figures.ifPresentOrElse(
                    it -> assertThat(it.seconds()).as(text).isLessThan(2 * SETTLED.toSeconds()),
                    () -> unexpected(text));
        }
        throw new AssertionError("the process has ended");
    }

    private static void unexpected(String line) {
        if (!line.startsWith("probe=")) {
            System.err.println(line);
        }
    }
}
