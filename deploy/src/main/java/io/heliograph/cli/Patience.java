package io.heliograph.cli;

import io.heliograph.cli.InventoryOptions.Question;
import io.heliograph.cli.goal.Verdict;
import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import io.heliograph.cli.linux.TerminalSize;
import java.time.Duration;

/// Asks the inventory again until a goal is reached or the time is over.
final class Patience {
    /// A question costs the inventory less than a millisecond.
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private final String object;
    private final String goal;
    private final Duration timeout;
    private final Console console;
    private final boolean watched = TerminalSize.ofStdout().isPresent();
    private boolean answered;
    private String told = "";

    /// @param object what is waited for, and `goal` what is to become of it: words for the message
    Patience(String object, String goal, Duration timeout, Console console) {
        this.object = object;
        this.goal = goal;
        this.timeout = timeout;
        this.console = console;
    }

    ExitCode await(InventoryApi inventory, Question<Verdict> look)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean over = System.nanoTime() > end;
            switch (once(inventory, look, over && !answered)) {
                case Verdict.Reached _ -> {
                    return ExitCode.OK;
                }
                case Verdict.NotYet notYet -> {
                    if (over) {
                        console.note("TIMED_OUT: " + object + " is not " + goal + " after "
                                + DurationReader.write(timeout) + ": " + notYet.why()
                                + ". heliograph explain tells more.");
                        return ExitCode.TIMED_OUT;
                    }
                    tell(notYet.why());
                }
            }
            Thread.sleep(BETWEEN_QUESTIONS);
        }
    }

    /// Somebody who waits at a terminal is told what is missing, whenever that is something else.
    private void tell(String missing) {
        if (watched && !missing.equals(told)) {
            console.note("waiting: " + missing);
            told = missing;
        }
    }

    /// The inventory may be away for a while. That it never answered is another outcome than that the time is over:
    /// then the last chance throws.
    private Verdict once(InventoryApi inventory, Question<Verdict> look, boolean lastChance)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        try {
            var verdict = look.ask(inventory);
            answered = true;
            return verdict;
        } catch (InventoryUnreachable e) {
            if (lastChance) {
                throw e;
            }
            return new Verdict.NotYet(e.reason().message());
        } catch (RequestRefused e) {
            if (lastChance) {
                throw e;
            }
            return new Verdict.NotYet(e.problem().detail());
        }
    }
}
