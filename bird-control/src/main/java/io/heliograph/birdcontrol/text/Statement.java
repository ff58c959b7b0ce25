package io.heliograph.birdcontrol.text;

import java.util.List;
import java.util.stream.Stream;

/// One statement of BIRD's language: its words, and the statements between its braces.
///
/// @param line counted from 0 at the beginning of the block that it stands in
/// @param words as written; strings keep their quotes, and each of `[ ] ( ) , = ~` is a word
/// @param body what stands between braces; empty for a statement without
public record Statement(int line, List<String> words, List<Statement> body) {
    public Statement {
        words = List.copyOf(words);
        body = List.copyOf(body);
    }

    /// The word at `index`, empty where there is none.
    public String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    boolean is(String... first) {
        for (int i = 0; i < first.length; i++) {
            if (!word(i).equals(first[i])) {
                return false;
            }
        }
        return true;
    }

    /// This statement and all within it.
    public Stream<Statement> all() {
        return Stream.concat(Stream.of(this), body.stream().flatMap(Statement::all));
    }

    /// The sets of prefixes among its own words.
    public List<List<PrefixPattern>> sets() {
        return PrefixPattern.sets(words);
    }

    /// The same text for the same meaning: blanks, comments and lines do not count.
    public String canonical() {
        var text = String.join(" ", words);
        return body.isEmpty()
                ? text
                : text + " { "
                        + String.join(
                                " ; ", body.stream().map(Statement::canonical).toList()) + " }";
    }
}
