package io.heliograph.lab.linux;

import java.util.List;

/// A program of the system did not do what it was asked; the message holds the command and its words.
public final class CommandFailed extends RuntimeException {
    CommandFailed(List<String> command, String outcome) {
        super(String.join(" ", command) + ": " + outcome);
    }

    /// In words that say more than the command.
    CommandFailed(String what) {
        super(what);
    }

    CommandFailed(List<String> command, Throwable cause) {
        super(String.join(" ", command) + ": " + cause.getMessage(), cause);
    }
}
