package io.heliograph.node.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A program of this machine that was run to its end.
///
/// @param output what it wrote, cut to a bounded length
public record Tool(int exit, String output) {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_OUTPUT_BYTES = 4 << 20;

    /// Runs it with this input. A program that hangs is ended at the deadline, and its exit says so.
    public static Tool run(ProcessBuilder program, String input) throws IOException {
        var tool = program.start();
        try (var in = tool.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        // Its output is read to the end before we wait; the deadline ends a tool that hangs.
        var guard = Thread.startVirtualThread(() -> endAfterDeadline(tool));
        try {
            var output = new String(tool.getInputStream().readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
            return new Tool(tool.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            guard.interrupt();
        }
    }

    private static void endAfterDeadline(Process tool) {
        try {
            if (!tool.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                tool.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
