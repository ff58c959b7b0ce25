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

    /// A field with a value that it cannot have, and what it can have.
    public static Reason ofField(String name, Object value, String expected) {
        var reason = of(ReasonCode.FIELD_INVALID, name, value);
        return new Reason(reason.code, reason.message, "Expected: " + expected + ".");
    }

    /// What came from outside is shown without control characters and halves of surrogate pairs, and cut to a
    /// bounded length.
    private static String shown(Object argument) {
        var text = String.valueOf(argument);
        var safe = new StringBuilder(Math.min(text.length(), MAX_ARGUMENT));
        for (int i = 0; i < text.length() && safe.length() < MAX_ARGUMENT; ) {
            int c = text.codePointAt(i);
            safe.appendCodePoint(isShown(c) ? c : 0xFFFD);
            i += Character.charCount(c);
        }
        return text.length() > MAX_ARGUMENT ? safe + "…" : safe.toString();
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // Format characters turn the direction of what follows them: a name could rewrite the line it is in.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
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
