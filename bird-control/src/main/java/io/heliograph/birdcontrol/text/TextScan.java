package io.heliograph.birdcontrol.text;

/// Where words, strings, comments and top-level statements end in BIRD's language.
final class TextScan {
    private TextScan() {}

    static boolean isMark(char c) {
        return switch (c) {
            case '{', '}', '[', ']', '(', ')', ';', ',', '=', '~', '"', '\'' -> true;
            default -> false;
        };
    }

    static boolean endsWord(String source, int at) {
        char c = source.charAt(at);
        return isMark(c) || c <= ' ' || c == '#' || beginsComment(source, at);
    }

    private static boolean beginsComment(String source, int at) {
        return source.charAt(at) == '/' && at + 1 < source.length() && source.charAt(at + 1) == '*';
    }

    /// Strings have no escapes and end on their line.
    static int endOfString(String source, int from) {
        char quote = source.charAt(from);
        int at = from + 1;
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            at++;
        }
        return at < source.length() && source.charAt(at) == quote ? at + 1 : at;
    }

    /// The next place that is neither blank nor comment.
    static int skipBlanks(String source, int from, Runnable newline) {
        int at = from;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\n') {
                newline.run();
                at++;
            } else if (c <= ' ') {
                at++;
            } else if (c == '#') {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (beginsComment(source, at)) {
                int end = source.indexOf("*/", at + 2);
                int after = end < 0 ? source.length() : end + 2;
                for (int i = source.indexOf('\n', at); i >= 0 && i < after; i = source.indexOf('\n', i + 1)) {
                    newline.run();
                }
                at = after;
            } else {
                return at;
            }
        }
        return at;
    }

    /// The end of the statement that begins at `from`, outside of every brace and bracket.
    static int endOfStatement(String source, int from) {
        int braces = 0;
        int brackets = 0;
        int at = from;
        while (at < source.length()) {
            char c = source.charAt(at);
            switch (c) {
                case '"', '\'' -> at = endOfString(source, at) - 1;
                case '#' -> at = lineEnd(source, at) - 1;
                case '/' -> at = beginsComment(source, at) ? commentEnd(source, at) - 1 : at;
                case '[', '(' -> brackets++;
                case ']', ')' -> brackets = Math.max(0, brackets - 1);
                case '{' -> braces++;
                case '}' -> {
                    braces--;
                    if (braces <= 0 && brackets == 0) {
                        return afterSemicolon(source, at + 1);
                    }
                }
                case ';' -> {
                    if (braces == 0 && brackets == 0) {
                        return at + 1;
                    }
                }
                default -> {
                    // A word, or a blank.
                }
            }
            at++;
        }
        return source.length();
    }

    private static int lineEnd(String source, int at) {
        int end = source.indexOf('\n', at);
        return end < 0 ? source.length() : end;
    }

    private static int commentEnd(String source, int at) {
        int end = source.indexOf("*/", at + 2);
        return end < 0 ? source.length() : end + 2;
    }

    private static int afterSemicolon(String source, int at) {
        int next = at;
        while (next < source.length() && source.charAt(next) <= ' ') {
            next++;
        }
        return next < source.length() && source.charAt(next) == ';' ? next + 1 : at;
    }
}
