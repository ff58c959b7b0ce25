package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryStream;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import io.heliograph.cli.http.StreamSignal;
import io.heliograph.cli.linux.TerminalSize;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Shows an answer of the inventory again whenever the stream says that it is another, until it is interrupted. What
/// was lost meanwhile is read anew, and that nothing is heard is said.
final class Watch<T> {
    /// A burst of changes is read once.
    private static final Duration BETWEEN_READS = Duration.ofMillis(100);

    /// The stream compares one look with the next: what was read between two of them, and was over by the next, is
    /// never told to be over. When all is quiet it is read once more.
    private static final Duration QUIET = Duration.ofSeconds(3);

    /// Ages are shown in seconds.
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Shown<T> shown;
    private final InventoryOptions inventory;
    private final Console console;
    private final WatchOutput<T> output;
    private Staleness staleness;
    private boolean toRead;
    private boolean anew;
    private Instant readAt = Instant.EPOCH;
    private Instant settlesAt = Instant.MAX;
    private volatile ExitCode last = ExitCode.OK;

    Watch(Shown<T> shown, InventoryOptions inventory, OutputOptions format, Console console) {
        this.shown = shown;
        this.inventory = inventory;
        this.console = console;
        this.output =
                format.format() == OutputFormat.TABLE && TerminalSize.ofStdout().isPresent()
                        ? new WatchOutput.InPlace<>(shown, console)
                        : new WatchOutput.Appended<>(shown, format.format(), console);
        this.staleness = Staleness.fresh(Instant.now());
    }

    /// @param first what there is to begin with
    ExitCode run(List<T> first) {
        last = shown.exit().apply(first);
        output.state(first, true, staleness);
        try (var api = new InventoryApi(inventory.uri());
                var stream = new InventoryStream(inventory.uri(), shown.kind());
                var _ = Interruption.endsWith(() -> last)) {
            while (!console.isClosed()) {
                turn(api, stream);
            }
        } catch (InterruptedException _) {
            // As Ctrl-C: over, with the last state.
        }
        return last;
    }

    private void turn(InventoryApi api, InventoryStream stream) throws InterruptedException {
        var now = Instant.now();
        var wait = toRead ? Duration.between(now, readAt.plus(BETWEEN_READS)) : TICK;
        var signal = stream.next(wait);
        while (signal.isPresent()) {
            take(signal.get());
            signal = stream.next(Duration.ZERO);
        }
        if (!Instant.now().isBefore(settlesAt)) {
            toRead = true;
            settlesAt = Instant.MAX;
        }
        if (toRead && !Instant.now().isBefore(readAt.plus(BETWEEN_READS))) {
            read(api);
        }
        tell(staleness.at(Instant.now()));
        output.tick(staleness);
    }

    private void take(StreamSignal signal) {
        switch (signal) {
            case StreamSignal.Reset _ -> {
                anew = true;
                toRead = true;
                staleness = staleness.heard(Instant.now());
            }
            case StreamSignal.Changed changed -> {
                toRead = true;
                settlesAt = Instant.now().plus(QUIET);
                staleness = staleness.heard(Instant.now());
                output.changed(changed.key(), changed.view());
            }
            case StreamSignal.Beat _ -> {
                // After a silence nobody knows what it hid.
                toRead |= staleness.since().isPresent();
                staleness = staleness.heard(Instant.now());
            }
            case StreamSignal.Lost(var reason) -> {
                toRead = false;
                tell(staleness.lost(reason, Instant.now()));
            }
        }
    }

    private void read(InventoryApi api) throws InterruptedException {
        readAt = Instant.now();
        try {
            var state = shown.question().ask(api);
            tell(Staleness.fresh(readAt));
            last = shown.exit().apply(state);
            output.state(state, anew, staleness);
            toRead = false;
            anew = false;
        } catch (InventoryUnreachable e) {
            tell(staleness.lost(e.reason(), readAt));
        } catch (RequestRefused e) {
            tell(staleness.lost(InventoryOptions.reasons(e.problem()).getFirst(), readAt));
        }
    }

    /// Says once that what is shown is old, and once that it is not any more.
    private void tell(Staleness now) {
        if (now.since().isPresent() && staleness.since().isEmpty()) {
            last = ExitCode.UNREACHABLE;
            output.note(now.line().orElse(""));
        } else if (now.since().isEmpty() && staleness.since().isPresent()) {
            output.note("fresh again at " + Instant.now());
        }
        staleness = now;
    }
}
