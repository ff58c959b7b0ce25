package io.heliograph.cli.view;

/// Colours, where they are wanted.
///
/// @param on whether the reader is a terminal that shows colours
public record Paint(boolean on) {
    private static final String RED = "31";
    private static final String GREEN = "32";

    public String bad(String text) {
        return verdict(false, text);
    }

    /// Green for what is as it should be, red for what is not.
    String verdict(boolean good, String text) {
        return on ? "\u001b[" + (good ? GREEN : RED) + "m" + text + "\u001b[0m" : text;
    }
}
