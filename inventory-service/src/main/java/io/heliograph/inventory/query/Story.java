package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Fact;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An explanation while it is told: the first thing that is wrong is the reason.
final class Story {
    private final String subject;
    private final Kind kind;
    private final List<Fact> facts = new ArrayList<>();
    private final Optional<Instant> asOf;
    private Optional<Reason> reason = Optional.empty();

    /// @param asOf the moment that has passed of which it is told; empty: now
    Story(String subject, Kind kind, Optional<Instant> asOf) {
        this.subject = subject;
        this.kind = kind;
        this.asOf = asOf;
    }

    void good(String what, Object value, Optional<Instant> at) {
        facts.add(new Fact(what, value.toString(), true, at));
    }

    void bad(String what, Object value, Optional<Instant> at) {
        facts.add(new Fact(what, value.toString(), false, at));
    }

    void tell(String what, Object value, boolean good, Optional<Instant> at) {
        facts.add(new Fact(what, value.toString(), good, at));
    }

    void because(Optional<Reason> why) {
        reason = reason.or(() -> why);
    }

    Explanation end(boolean healthy, String summary, Optional<Stage> failedStage) {
        return new Explanation(
                subject, kind, healthy, summary, facts, failedStage, healthy ? Optional.empty() : reason, asOf);
    }

    /// Whether nothing bad was told.
    boolean isGood() {
        return facts.stream().allMatch(Fact::good);
    }

    /// Of the past nothing is asked but that nothing bad is told.
    Explanation endOfPast() {
        var wrong = facts.stream().filter(fact -> !fact.good()).map(Fact::what).toList();
        return end(
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? "nothing was wrong, as far as the bus still tells"
                        : "wrong: " + String.join(", ", wrong),
                Optional.empty());
    }
}
