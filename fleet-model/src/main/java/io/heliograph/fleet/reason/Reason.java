package io.heliograph.fleet.reason;

import java.util.Arrays;

/// Why something is as it is: a stable code, what happened with the values in question, and what to do.
///
/// The text is written when the reason arises and travels with it, so that a reader of an old topic sees the
/// words of that day.
public record Reason(ReasonCode code, String message, String mend) implements Comparable<Reason> {
    private static final int MAX_ARGUMENT = 200;

    public static Reason of(ReasonCode code, Object... arguments) {
        var shown = Arrays.stream(arguments).map(Reason::shown).toArray();
        return new Reason(code, code.message().formatted(shown), code.mend().formatted(shown));
    }

    /// What came from outside is shown without control characters and cut to a bounded length.
    private static String shown(Object argument) {
        var text = String.valueOf(argument);
        var safe = new StringBuilder(Math.min(text.length(), MAX_ARGUMENT));
        for (int i = 0; i < text.length() && safe.length() < MAX_ARGUMENT; i++) {
            char c = text.charAt(i);
            safe.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return text.length() > MAX_ARGUMENT ? safe + "…" : safe.toString();
    }

    @Override
    public int compareTo(Reason other) {
        int byCode = code.compareTo(other.code);
        return byCode != 0 ? byCode : message.compareTo(other.message);
    }

    /// `CODE: what happened. What to do.`
    @Override
    public String toString() {
        return code + ": " + message + " " + mend;
    }
}
