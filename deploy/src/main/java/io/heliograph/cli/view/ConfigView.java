package io.heliograph.cli.view;

import io.heliograph.cli.event.ConfigHistory;
import java.time.Instant;
import java.util.List;

/// The configurations of a node in columns.
public final class ConfigView {
    private ConfigView() {}

    public static Answer history(ConfigHistory history, Instant now) {
        var titles = List.of(
                "revision", "age", "class", "sessions", "prefixes", "outcome", "running", "text", "cause", "reason");
        var rows = history.entries().stream()
                .map(entry -> List.of(
                        entry.revision().abbreviated(),
                        Cells.age(entry.renderedAt().or(entry::outcomeAt), now),
                        entry.changeClass().map(Cells::word).orElse(Cells.NONE),
                        Cells.of(entry.cost().map(cost -> cost.sessions())),
                        Cells.of(entry.cost().map(cost -> cost.prefixes())),
                        entry.outcome().map(Cells::word).orElse(Cells.NONE),
                        entry.running() ? "yes" : "",
                        entry.textKept() ? "kept" : "gone",
                        Cells.of(entry.cause()),
                        Cells.reason(entry.reason())))
                .toList();
        return Answer.list("heliograph.config-history.v1", history.entries(), new Grid(titles, rows));
    }
}
