package io.heliograph.cli.view;

import java.util.List;

/// Text that replaces itself in place on a terminal, without another screen and without flicker: the lines are written
/// over those before, each cleared behind its end, in one piece.
public record Screen(int columns, int rows) {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final String PLAIN = ESCAPE + "0m";

    /// A drawn text.
    ///
    /// @param output what the terminal is sent
    /// @param lines how many lines it takes there
    public record Frame(String output, int lines) {
        /// Before anything was drawn.
        public static final Frame NONE = new Frame("", 0);
    }

    /// The text in place of the frame before; what does not fit is counted.
    public Frame draw(String text, Frame before) {
        var lines = fitting(text.lines().toList());
        var output = new StringBuilder();
        if (before.lines() > 0) {
            output.append('\r').append(ESCAPE).append(before.lines()).append('A');
        }
        lines.forEach(line -> output.append(cut(line)).append(CLEAR_LINE).append('\n'));
        return new Frame(output.append(CLEAR_BELOW).toString(), lines.size());
    }

    /// The line of the cursor is one, too.
    private List<String> fitting(List<String> lines) {
        int most = Math.max(1, rows - 1);
        if (lines.size() <= most) {
            return lines;
        }
        var shown = new java.util.ArrayList<>(lines.subList(0, most - 1));
        shown.add("… and " + (lines.size() - shown.size()) + " more lines than this terminal has");
        return List.copyOf(shown);
    }

    /// A line that the terminal would break would be two, and what is above it would stay for ever.
    private String cut(String line) {
        var cut = new StringBuilder();
        int width = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            if (c == 0x1b) {
                int end = line.indexOf('m', i);
                cut.append(line, i, end + 1);
                i = end < 0 ? line.length() : end + 1;
                continue;
            }
            if (width == columns) {
                return cut + (line.indexOf(0x1b) >= 0 ? PLAIN : "");
            }
            cut.appendCodePoint(c);
            width++;
            i += Character.charCount(c);
        }
        return cut.toString();
    }
}
