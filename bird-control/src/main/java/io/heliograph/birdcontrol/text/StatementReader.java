package io.heliograph.birdcontrol.text;

import java.util.ArrayList;
import java.util.List;

/// Reads statements. It reads anything: what is no BIRD configuration gives statements without meaning, and BIRD
/// itself will refuse it.
final class StatementReader {
    /// Deeper braces are read as words: a text must not be able to exhaust the stack.
    private static final int MAX_DEPTH = 32;

    private final String source;
    private int at;
    private int line;
    private int tokenLine;

    private StatementReader(String source) {
        this.source = source;
    }

    static List<Statement> read(String source) {
        var reader = new StatementReader(source);
        var all = new ArrayList<Statement>();
        while (reader.at < source.length()) {
            // A brace too many ends a body that nobody opened.
            all.addAll(reader.body(0));
        }
        return all;
    }

    private List<Statement> body(int depth) {
        var statements = new ArrayList<Statement>();
        var words = new ArrayList<String>();
        int began = 0;
        int brackets = 0;
        for (var token = next(); !token.isEmpty(); token = next()) {
            if (words.isEmpty()) {
                began = tokenLine;
            }
            boolean outside = brackets <= 0 && depth < MAX_DEPTH;
            if (outside && token.equals("{")) {
                statements.add(new Statement(began, words, body(depth + 1)));
                words.clear();
            } else if (outside && (token.equals(";") || token.equals("}"))) {
                if (!words.isEmpty()) {
                    statements.add(new Statement(began, words, List.of()));
                    words.clear();
                }
                if (token.equals("}")) {
                    return statements;
                }
            } else {
                brackets += token.equals("[") || token.equals("(") ? 1 : 0;
                brackets -= token.equals("]") || token.equals(")") ? 1 : 0;
                words.add(token);
            }
        }
        if (!words.isEmpty()) {
            statements.add(new Statement(began, words, List.of()));
        }
        return statements;
    }

    /// The next word, or the empty string at the end.
    private String next() {
        at = TextScan.skipBlanks(source, at, this::newline);
        tokenLine = line;
        if (at >= source.length()) {
            return "";
        }
        int from = at;
        char first = source.charAt(at);
        if (first == '"' || first == '\'') {
            at = TextScan.endOfString(source, at);
        } else if (TextScan.isMark(first)) {
            at++;
        } else {
            while (at < source.length() && !TextScan.endsWord(source, at)) {
                at++;
            }
        }
        return source.substring(from, at);
    }

    private void newline() {
        line++;
    }
}
