package io.heliograph.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Titles and rows of text; cells come from outside and may hold anything but are always shown on one line.
///
/// @param rows each as long as `titles`
public record Grid(List<String> titles, List<List<String>> rows) {
    private static final String GAP = "  ";
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

    public Grid {
        titles = List.copyOf(titles);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// Columns side by side, as wide as what is in them.
    public String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(titles.stream()
                .map(title -> title.toUpperCase(java.util.Locale.ROOT))
                .toList());
        rows.forEach(row -> lines.add(row.stream().map(Grid::oneLine).toList()));
        var widths = new int[titles.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            var shown = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                shown.append(line.get(i))
                        .repeat(" ", widths[i] - width(line.get(i)))
                        .append(GAP);
            }
            text.append(shown.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    public String csv() {
        var lines = new ArrayList<List<String>>();
        lines.add(titles);
        lines.addAll(rows);
        return lines.stream()
                .map(line -> line.stream().map(Grid::quoted).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String oneLine(String cell) {
        return cell.codePoints()
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String quoted(String cell) {
        return NEEDS_QUOTES.matcher(cell).find() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
