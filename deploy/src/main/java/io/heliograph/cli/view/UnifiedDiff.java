package io.heliograph.cli.view;

import java.util.ArrayList;
import java.util.List;

/// The difference of two texts in the form of `diff -u`, by the algorithm of Myers (1986).
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /// Texts that differ in more lines are shown as one taken away and one added: finding the least difference takes
    /// memory by its square.
    private static final int MAX_EDITS = 2_000;

    /// One line of the result.
    private record Edit(char sign, String line, int before, int after) {}

    private UnifiedDiff() {}

    /// Empty for equal texts.
    public static String of(String beforeName, String before, String afterName, String after) {
        var edits = edits(before.lines().toList(), after.lines().toList());
        if (edits.stream().allMatch(edit -> edit.sign() == ' ')) {
            return "";
        }
        var text = new StringBuilder("--- " + beforeName + "\n+++ " + afterName + "\n");
        for (int i = 0; i < edits.size(); ) {
            int first = next(edits, i);
            if (first < 0) {
                break;
            }
            int from = Math.max(i, first - CONTEXT);
            int to = end(edits, first);
            hunk(edits.subList(from, to), text);
            i = to;
        }
        return text.toString();
    }

    private static int next(List<Edit> edits, int from) {
        for (int i = from; i < edits.size(); i++) {
            if (edits.get(i).sign() != ' ') {
                return i;
            }
        }
        return -1;
    }

    /// Changes with little between them are one hunk.
    private static int end(List<Edit> edits, int first) {
        int last = first;
        for (int i = first; i < edits.size() && i <= last + 2 * CONTEXT; i++) {
            if (edits.get(i).sign() != ' ') {
                last = i;
            }
        }
        return Math.min(edits.size(), last + CONTEXT + 1);
    }

    private static void hunk(List<Edit> edits, StringBuilder text) {
        long before = edits.stream().filter(edit -> edit.sign() != '+').count();
        long after = edits.stream().filter(edit -> edit.sign() != '-').count();
        var first = edits.getFirst();
        text.append("@@ -")
                .append(before == 0 ? first.before() : first.before() + 1)
                .append(',')
                .append(before)
                .append(" +")
                .append(after == 0 ? first.after() : first.after() + 1)
                .append(',')
                .append(after)
                .append(" @@\n");
        edits.forEach(edit -> text.append(edit.sign()).append(edit.line()).append('\n'));
    }

    private static List<Edit> edits(List<String> before, List<String> after) {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        var signs = new StringBuilder(" ".repeat(head));
        signs.append(signs(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        signs.append(" ".repeat(tail));
        var edits = new ArrayList<Edit>();
        int x = 0;
        int y = 0;
        for (int i = 0; i < signs.length(); i++) {
            char sign = signs.charAt(i);
            edits.add(new Edit(sign, sign == '+' ? after.get(y) : before.get(x), x, y));
            x += sign == '+' ? 0 : 1;
            y += sign == '-' ? 0 : 1;
        }
        return edits;
    }

    /// A sign for each line: the shortest way from one text to the other.
    private static String signs(List<String> before, List<String> after) {
        int n = before.size();
        int m = after.size();
        int most = Math.min(n + m, MAX_EDITS);
        var furthest = new int[2 * most + 2];
        var trace = new ArrayList<int[]>();
        for (int d = 0; d <= most; d++) {
            trace.add(furthest.clone());
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && at(furthest, k - 1, most) < at(furthest, k + 1, most));
                int x = down ? at(furthest, k + 1, most) : at(furthest, k - 1, most) + 1;
                int y = x - k;
                while (x < n && y < m && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                furthest[k + most] = x;
                if (x >= n && y >= m) {
                    return back(trace, n, m, most);
                }
            }
        }
        return "-".repeat(n) + "+".repeat(m);
    }

    private static int at(int[] furthest, int k, int most) {
        int i = k + most;
        return i < 0 || i >= furthest.length ? 0 : furthest[i];
    }

    private static String back(List<int[]> trace, int n, int m, int most) {
        var signs = new StringBuilder();
        int x = n;
        int y = m;
        for (int d = trace.size() - 1; d >= 0; d--) {
            var furthest = trace.get(d);
            int k = x - y;
            boolean down = k == -d || (k != d && at(furthest, k - 1, most) < at(furthest, k + 1, most));
            int beforeX = d == 0 ? 0 : down ? at(furthest, k + 1, most) : at(furthest, k - 1, most);
            int beforeY = d == 0 ? 0 : beforeX - (down ? k + 1 : k - 1);
            while (x > beforeX && y > beforeY) {
                signs.append(' ');
                x--;
                y--;
            }
            if (d > 0) {
                signs.append(down ? '+' : '-');
                x = beforeX;
                y = beforeY;
            }
        }
        return signs.reverse().toString();
    }
}
