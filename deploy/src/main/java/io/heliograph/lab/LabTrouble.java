package io.heliograph.lab;

/// The lab cannot do what it was asked; the message says why and what to do.
final class LabTrouble extends RuntimeException {
    LabTrouble(String message) {
        super(message);
    }
}
