package io.heliograph.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line on a terminal, which script(1) plays.
final class PseudoTerminal implements AutoCloseable {
    private static final char CTRL_C = 3;

    private final Process script;
    private final Path log;

    private PseudoTerminal(Process script, Path log) {
        this.script = script;
        this.log = log;
    }

    static PseudoTerminal start(Path folder, String... arguments) throws IOException {
        var log = Files.createTempFile(folder, "terminal", ".log");
        var command = Stream.concat(
                        Stream.of(
                                ControlPlane.java(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Heliograph.class.getName()),
                        Stream.of(arguments))
                .collect(Collectors.joining("' '", "stty rows 24 cols 80; exec '", "'"));
        var script = new ProcessBuilder("script", "-q", "-f", "-e", "-c", command, log.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new PseudoTerminal(script, log);
    }

    String shown() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void await(String text) throws InterruptedException {
        await(text, 1);
    }

    void await(String text, int times) throws InterruptedException {
        ControlPlane.await(
                times + " times '" + text + "' on the terminal",
                () -> shown().split(java.util.regex.Pattern.quote(text), -1).length > times);
    }

    int exitOfCtrlC() throws Exception {
        return exitOf(String.valueOf(CTRL_C));
    }

    /// Types this, after which the command ends.
    int exitOf(String typed) throws Exception {
        script.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().flush();
        if (!script.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + shown());
        }
        return script.exitValue();
    }

    @Override
    public void close() {
        script.destroy();
    }
}
