package io.heliograph.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
    @Test
    void equalTextsHaveNoDifference() {
        assertThat(UnifiedDiff.of("a", "1\n2\n", "b", "1\n2\n")).isEmpty();
        assertThat(UnifiedDiff.of("a", "", "b", "")).isEmpty();
    }

    @Test
    void aChangeStandsWithThreeLinesAroundIt() {
        var before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

        assertThat(UnifiedDiff.of("old", before, "new", before.replace("5\n", "five\n")))
                .isEqualTo("--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    }

    @Test
    void whatIsFarApartIsTwoHunksAndWhatIsNearIsOne() {
        var before = IntStream.rangeClosed(1, 40).mapToObj(i -> i + "\n").collect(Collectors.joining());

        assertThat(UnifiedDiff.of(
                        "a", before, "b", before.replace("\n5\n", "\nx\n").replace("\n30\n", "\ny\n")))
                .contains("@@ -2,7 +2,7 @@", "@@ -27,7 +27,7 @@");
        assertThat(UnifiedDiff.of(
                        "a", before, "b", before.replace("\n5\n", "\nx\n").replace("\n10\n", "\ny\n")))
                .containsOnlyOnce("@@ -");
    }

    @Test
    void aTextFromNothingIsAllNew() {
        assertThat(UnifiedDiff.of("a", "", "b", "1\n")).isEqualTo("--- a\n+++ b\n@@ -0,0 +1,1 @@\n+1\n");
    }

    /// Whatever the texts are: taking the lines with `-` away and the others in gives the second from the first.
    @Test
    void theDifferenceMakesTheSecondTextOfTheFirst() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var before = text(random);
            var after = text(random);
            var diff = UnifiedDiff.of("a", before, "b", after);

            assertThat(before.equals(after) ? before : only(diff, '-', before, true))
                    .as("before, seed %s", seed)
                    .isEqualTo(before);
            assertThat(before.equals(after) ? after : only(diff, '+', before, false))
                    .as("after, seed %s", seed)
                    .isEqualTo(after);
        }
    }

    /// Replays the hunks over the first text.
    private static String only(String diff, char sign, String before, boolean original) {
        var old = before.lines().toList();
        var made = new StringBuilder();
        int at = 0;
        for (var line : diff.lines().skip(2).toList()) {
            if (line.startsWith("@@")) {
                var part = line.substring(4, line.indexOf(' ', 4)).split(",");
                int start = Integer.parseInt(part[0]) - (part[1].equals("0") ? 0 : 1);
                while (at < start) {
                    made.append(old.get(at++)).append('\n');
                }
            } else if (line.charAt(0) == ' ') {
                assertThat(line.substring(1)).isEqualTo(old.get(at++));
                made.append(line.substring(1)).append('\n');
            } else if (line.charAt(0) == '-') {
                assertThat(line.substring(1)).isEqualTo(old.get(at++));
                made.append(original ? line.substring(1) + "\n" : "");
            } else {
                made.append(sign == '+' ? line.substring(1) + "\n" : "");
            }
        }
        while (at < old.size()) {
            made.append(old.get(at++)).append('\n');
        }
        return made.toString();
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(40))
                .mapToObj(_ -> "line " + random.nextInt(5) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void textsThatHaveNothingInCommonTakeNoLongTime() {
        var before = IntStream.range(0, 20_000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        var after = IntStream.range(0, 20_000).mapToObj(i -> "b" + i + "\n").collect(Collectors.joining());

        assertThat(UnifiedDiff.of("a", before, "b", after)).startsWith("--- a\n+++ b\n@@ -1,20000 +1,20000 @@\n-a0\n");
    }
}
