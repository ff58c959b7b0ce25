package io.heliograph.lab.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A hand edit of BIRD is told as drift within [Tolerance#DRIFT_TOLD], and never fought: until a newer configuration
/// comes, or the person undoes it, BIRD runs what the person gave it.
final class DriftRule {
    private static final String DRIFT = "CONFIG_DRIFT";

    /// The configuration that replaced the edit is heard here up to so long after BIRD had it.
    private static final Duration HEARD_AFTER = Duration.ofSeconds(1);

    private DriftRule() {}

    static List<Violation> check(History history) {
        var violations = new ArrayList<Violation>();
        history.of(Observation.Edited.class).forEach(edit -> {
            var end = end(history, edit);
            untold(history, edit, end).ifPresent(violations::add);
            fought(history, edit, end).ifPresent(violations::add);
        });
        return violations;
    }

    private static boolean isOf(String node, Observation.Edited edit) {
        return node.endsWith("/" + edit.node());
    }

    /// When the edit was undone or replaced.
    private static Instant end(History history, Observation.Edited edit) {
        var mended = history.windows().stream()
                .filter(window ->
                        !edit.at().isBefore(window.began()) && edit.at().isBefore(window.mended()))
                .map(History.Window::mended)
                .findFirst()
                .orElse(history.until());
        return history.of(Observation.ConfigTold.class)
                .filter(given -> isOf(given.node(), edit) && given.at().isAfter(edit.at()))
                .map(Observation.ConfigTold::at)
                .findFirst()
                .filter(given -> given.isBefore(mended))
                .orElse(mended);
    }

    private static Optional<Violation> untold(History history, Observation.Edited edit, Instant end) {
        var limit = edit.at().plus(Tolerance.DRIFT_TOLD);
        boolean told = history.of(Observation.ApplyTold.class)
                .anyMatch(apply -> isOf(apply.node(), edit)
                        && apply.reason().filter(DRIFT::equals).isPresent()
                        && apply.at().isAfter(edit.at())
                        && !apply.at().isAfter(limit));
        return told || end.isBefore(limit)
                ? Optional.empty()
                : Optional.of(new Violation(
                        edit.at(),
                        "drift-untold",
                        "BIRD on " + edit.node() + " was configured by hand, and the bus is not told within "
                                + Tolerance.DRIFT_TOLD.toSeconds() + " s"));
    }

    private static Optional<Violation> fought(History history, Observation.Edited edit, Instant end) {
        return history.of(Observation.Configured.class)
                .filter(seen -> seen.node().equals(edit.node())
                        && seen.at().isAfter(edit.at())
                        && seen.at().plus(HEARD_AFTER).isBefore(end)
                        && !BirdText.isSameTime(seen.lastReconfiguration(), edit.lastReconfiguration()))
                .findFirst()
                .map(seen -> new Violation(
                        seen.at(),
                        "edit-fought",
                        "BIRD on " + edit.node() + " was configured by hand at " + edit.lastReconfiguration()
                                + " and at " + seen.lastReconfiguration()
                                + " by somebody else, although nothing was new"));
    }
}
