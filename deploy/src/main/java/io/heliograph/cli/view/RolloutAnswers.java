package io.heliograph.cli.view;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.event.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What waits on its way to nodes, and what was released.
public final class RolloutAnswers {
    private RolloutAnswers() {}

    public static Answer waiting(List<RolloutView> waiting, Instant now) {
        var titles = List.of("node", "state", "revision", "class", "sessions", "prefixes", "since", "risk", "reason");
        var rows = waiting.stream()
                .map(view -> List.of(
                        view.node().toString(),
                        Cells.word(view.state()),
                        Cells.of(view.revision().map(Revision::abbreviated)),
                        view.changeClass().map(Cells::word).orElse(Cells.NONE),
                        Integer.toString(view.cost().sessions()),
                        Integer.toString(view.cost().prefixes()),
                        Cells.age(Optional.of(view.since()), now),
                        Cells.of(view.risk()),
                        Cells.reason(view.reason())))
                .toList();
        return Answer.list("heliograph.rollouts.v1", waiting, new Grid(titles, rows));
    }

    public static Answer released(Release release) {
        var titles = List.of("node", "revision", "risk", "by", "expires", "why");
        var row = List.of(
                release.node().toString(),
                release.revision().abbreviated(),
                release.risk(),
                release.by(),
                release.expiresAt().toString(),
                release.why());
        var grid = new Grid(titles, List.of(row));
        return new Answer("heliograph.release.v1", release, List.of(release), grid, grid.table());
    }

    /// The command line that lets it go, with its danger named; empty where nothing can be released.
    public static Optional<String> command(RolloutView view) {
        return view.revision()
                .map(revision -> "heliograph rollout release " + view.node() + " --revision " + revision.abbreviated()
                        + " --why TEXT"
                        + view.risk().map(risk -> " --accept-risk=" + risk).orElse(""));
    }
}
