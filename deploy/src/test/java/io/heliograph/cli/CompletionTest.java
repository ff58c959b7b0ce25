package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The completion as the shells do it.
final class CompletionTest {
    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private final StandInInventory inventory = StandInInventory.ofSamples();

    @Test
    void everyVerbIsKnownAndTheHiddenOneIsNot() {
        var verbs = complete("");

        Heliograph.commandLine().getSubcommands().keySet().stream()
                .filter(verb -> !verb.equals(CompleteCommand.NAME))
                .forEach(verb -> assertThat(verbs).contains(verb));
        assertThat(verbs).doesNotContain(CompleteCommand.NAME);
        assertThat(complete("ro")).containsExactly("rollout", "routes");
        assertThat(complete("config", "")).containsExactly("diff", "history", "show");
    }

    @Test
    void optionsAndTheirValuesAreThoseOfTheVerb() {
        assertThat(complete("wait", "--"))
                .contains("--for", "--timeout", "--url")
                .doesNotContain("--watch");
        assertThat(complete("wait", "x", "--for", "")).containsExactly("confirmed", "drained", "up", "verified");
        assertThat(complete("hosts", "-o", "js")).containsExactly("json", "jsonl");
        assertThat(complete("wait", "x", "--timeout", "")).isEmpty();
        assertThat(complete("status", "")).isEmpty();
    }

    @Test
    void namesAreThoseThatTheInventoryKnowsNow() {
        assertThat(complete("explain", "--url", inventory.url(), ""))
                .containsExactly(
                        "2001:db8:c001::/64", "2001:db8:c002::/64", "docker01", "rr01/docker01", "rr01/router1");
        assertThat(complete("explain", "--url", inventory.url(), "2001:db8:c002"))
                .containsExactly("2001:db8:c002::/64");
        assertThat(complete("host", "drain", "--url", inventory.url(), "d")).containsExactly("docker01");
        assertThat(complete("events", "--url", inventory.url(), "--peer", "")).contains("docker01");
    }

    @Test
    void anInventoryThatDoesNotAnswerIsNoNews() {
        inventory.close();

        var run = ControlPlane.run(CompleteCommand.NAME, "--", "explain", "--url", inventory.url(), "");

        assertThat(run).isEqualTo(new ControlPlane.Run(0, "", ""));
    }

    @Test
    void bashCompletesAPrefixBehindItsColons() throws Exception {
        assertThat(shell("bash", "--norc", "-c", """
                        source <(heliograph completion bash)
                        COMP_LINE='heliograph explain 2001:db8:c' COMP_POINT=29
                        _heliograph; printf '%s\\n' "${COMPREPLY[@]}"
                        COMP_LINE='heliograph wait --for ' COMP_POINT=22
                        _heliograph; printf '%s\\n' "${COMPREPLY[@]}"
                        """))
                .containsExactly("c001::/64", "c002::/64", "confirmed", "drained", "up", "verified");
    }

    @Test
    void zshCompletesThem() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertThat(shell("zsh", "-f", "-c", """
                        autoload -Uz compinit && compinit -u -D
                        source <(heliograph completion zsh)
                        compadd() { print -l -- "${(@P)argv[-1]}" }
                        words=(heliograph explain 2001:db8:c) CURRENT=3
                        _heliograph
                        words=(heliograph host drain '') CURRENT=4
                        _heliograph
                        """))
                .containsExactly("2001:db8:c001::/64", "2001:db8:c002::/64", "docker01");
    }

    @Test
    void fishCompletesThem() throws Exception {
        assumeTrue(isThere("fish"), "fish is not installed");
        assertThat(shell(
                        "fish",
                        "--no-config",
                        "-c",
                        "heliograph completion fish | source; complete -C 'heliograph explain 2001:db8:c';"
                                + " complete -C 'heliograph host drain '"))
                .contains("2001:db8:c001::/64", "2001:db8:c002::/64", "docker01");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static List<String> complete(String... words) {
        return ControlPlane.run(Stream.concat(Stream.of(CompleteCommand.NAME, "--"), Stream.of(words))
                        .toArray(String[]::new))
                .lines();
    }

    /// Runs a shell that has the command line in its path, and gives what it prints.
    private List<String> shell(String... command) throws Exception {
        var program = folder.resolve("heliograph");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                        .formatted(
                                ControlPlane.java(),
                                System.getProperty("java.class.path"),
                                Heliograph.class.getName()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder + ":" + System.getenv("PATH"),
                        "HOME", folder.toString(),
                        "HELIOGRAPH_URL", inventory.url()));
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().toList();
    }
}
