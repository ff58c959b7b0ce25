package io.heliograph.lab;

/// The lab cannot do what it was asked; the message says why and what to do.
final class LabTrouble extends RuntimeException {
    private final int exit;

    LabTrouble(String message) {
        this(LabCommand.INTERNAL, message);
    }

    private LabTrouble(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /// There is nothing to ask, which is no fault of ours.
    static LabTrouble missing(String message) {
        return new LabTrouble(LabCommand.UNHEALTHY, message);
    }

    int exit() {
        return exit;
    }
}
