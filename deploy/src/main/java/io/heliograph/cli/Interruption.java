package io.heliograph.cli;

import java.util.function.Supplier;

/// Ctrl-C, and SIGTERM, are how something that goes on ends: with the exit code of the last state, not with the
/// signal's.
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /// @param last asked when the signal comes
    static Interruption endsWith(Supplier<ExitCode> last) {
        var hook = new Thread(() -> Runtime.getRuntime().halt(last.get().number()), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The signal is there already, and the hook runs.
        }
    }
}
