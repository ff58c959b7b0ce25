package io.heliograph.cli.view;

import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Values as the cells of a table show them.
final class Cells {
    /// What is not known, or does not apply.
    static final String NONE = "-";

    private Cells() {}

    static String of(Optional<?> value) {
        return value.map(String::valueOf).orElse(NONE);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Tally tally) {
        return tally.actual() + "/" + tally.expected();
    }

    static String reason(Optional<Reason> reason) {
        return reason.map(Reason::message).orElse("");
    }

    /// `3d4h`, `4h5m`, `5m6s`, `7.2s`, `35ms`: two units say enough.
    static String of(Duration duration) {
        var length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toDays() > 0) {
            return length.toDays() + "d" + length.toHoursPart() + "h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + "h" + length.toMinutesPart() + "m";
        }
        if (length.toMinutes() > 0) {
            return length.toMinutes() + "m" + length.toSecondsPart() + "s";
        }
        return length.toSeconds() > 0
                ? length.toSeconds() + "." + length.toMillisPart() / 100 + "s"
                : length.toMillis() + "ms";
    }

    static String age(Optional<Instant> since, Instant now) {
        return since.map(start -> of(Duration.between(start, now))).orElse(NONE);
    }

    /// Leaves a first cell empty where it repeats the one above it.
    static List<List<String>> withoutRepeats(List<List<String>> rows) {
        var thinned = new ArrayList<List<String>>();
        var above = "";
        for (var row : rows) {
            var copy = new ArrayList<>(row);
            if (row.getFirst().equals(above)) {
                copy.set(0, "");
            }
            above = row.getFirst();
            thinned.add(copy);
        }
        return thinned;
    }
}
