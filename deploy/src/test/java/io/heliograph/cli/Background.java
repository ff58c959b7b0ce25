package io.heliograph.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A verb that goes on, in this process.
final class Background implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Thread thread;

    private Background(String... arguments) {
        thread = Thread.ofPlatform()
                .daemon()
                .start(() -> exit.complete(Heliograph.commandLine(arguments)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments)));
    }

    static Background start(String... arguments) {
        return new Background(arguments);
    }

    String out() {
        return out.toString();
    }

    void awaitOut(String text) throws InterruptedException {
        ControlPlane.await(
                "'" + text + "' in what it prints", () -> out.toString().contains(text));
    }

    void awaitErr(String text) throws InterruptedException {
        ControlPlane.await("'" + text + "' in its notes", () -> err.toString().contains(text));
    }

    int exitOfInterrupt() throws Exception {
        thread.interrupt();
        return exit.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
