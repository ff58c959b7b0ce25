package io.heliograph.cli.view;

import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.fleet.Revision;
import java.time.Instant;
import java.util.List;

/// The configurations of a node. To a person a text is BIRD's own and a difference is a diff, to be piped into files.
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

    public static Answer text(RenderedText config) {
        var titles =
                List.of("node", "revision", "class", "sessions", "prefixes", "running", "cause", "renderer", "text");
        var row = List.of(
                config.node().toString(),
                config.revision().abbreviated(),
                Cells.word(config.changeClass()),
                Integer.toString(config.cost().sessions()),
                Integer.toString(config.cost().prefixes()),
                Cells.of(config.running().map(Revision::abbreviated)),
                config.cause(),
                config.renderer(),
                config.text());
        return one("heliograph.config.v1", config, new Grid(titles, List.of(row)), config.text());
    }

    public static Answer diff(ConfigDiff diff) {
        var titles = List.of("node", "from", "to", "differs", "running", "diff");
        var row = List.of(
                diff.node().toString(),
                Cells.of(diff.from().map(Revision::abbreviated)),
                diff.to().abbreviated(),
                diff.differs() ? "yes" : "no",
                Cells.of(diff.running().map(Revision::abbreviated)),
                Cells.of(diff.diff()));
        return one(
                "heliograph.config-diff.v1",
                diff,
                new Grid(titles, List.of(row)),
                diff.diff().orElse(""));
    }

    private static Answer one(String schema, Object data, Grid grid, String text) {
        return new Answer(schema, data, List.of(data), grid, text);
    }
}
