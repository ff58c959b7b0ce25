package io.heliograph.renderer.config;

import java.util.regex.Pattern;

/// The last gate before a word reaches BIRD's text. BIRD's strings have no escapes, so nothing is ever escaped:
/// names are refused where they come in, and should one slip through all the same, rendering fails here.
final class Words {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]{1,127}");

    private Words() {}

    /// Throws `IllegalStateException` for a word with anything in it that means something to BIRD.
    static String plain(String word) {
        if (!PLAIN.matcher(word).matches()) {
            throw new IllegalStateException("a name that must not reach BIRD: " + word);
        }
        return word;
    }

    static String quoted(String word) {
        return '"' + plain(word) + '"';
    }
}
