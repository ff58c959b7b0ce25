package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What waits on its way to nodes.
public final class RolloutQueries {
    private static final String AGENTS_RISK = "pass-the-agents-brake";
    private static final String AGAIN = "try-it-again";

    private RolloutQueries() {}

    /// Every node that something waits for, what waits for a person first.
    public static List<RolloutView> rollouts(FleetSnapshot fleet) {
        return fleet.rollouts().values().stream()
                .filter(rollout -> rollout.state() != Rollout.State.CLEAR)
                .map(rollout ->
                        view(rollout, Optional.ofNullable(fleet.releases().get(rollout.node()))))
                .sorted(Comparator.comparingInt(RolloutQueries::rank).thenComparing(RolloutView::node))
                .toList();
    }

    /// What a node's own agent does not go on with, of the configuration that the node was given last: its
    /// brake holds it, or it was tried and undone. A person sees it, and lets it go, like what the renderer holds.
    /// Its cost is told in words.
    static Optional<Rollout> byAgent(ApplyResult result, Optional<RenderedConfig> given) {
        return switch (result.outcome()) {
            case HELD -> byAgent(result, given, Rollout.State.HELD, AGENTS_RISK);
            case ROLLED_BACK -> byAgent(result, given, Rollout.State.STOPPED, AGAIN);
            case CONFIRMED, REJECTED, FAILED -> Optional.empty();
        };
    }

    private static Optional<Rollout> byAgent(
            ApplyResult result, Optional<RenderedConfig> given, Rollout.State state, String risk) {
        return given.filter(config -> config.revision().equals(result.revision()))
                .map(config -> new Rollout(
                        result.node(),
                        result.cluster(),
                        state,
                        Optional.of(result.revision()),
                        result.running(),
                        Optional.of(config.changeClass()),
                        config.cost(),
                        result.reason(),
                        Optional.of(risk),
                        result.at()));
    }

    private static int rank(RolloutView view) {
        return switch (view.state()) {
            case HELD -> 0;
            case STOPPED -> 1;
            case WAITING -> 2;
            case CLEAR -> 3;
        };
    }

    private static RolloutView view(Rollout rollout, Optional<Release> release) {
        return new RolloutView(
                rollout.node(),
                rollout.cluster(),
                rollout.state(),
                rollout.revision(),
                rollout.sent(),
                rollout.changeClass(),
                rollout.cost(),
                rollout.reason(),
                rollout.risk(),
                rollout.since(),
                release.filter(it -> Optional.of(it.revision()).equals(rollout.revision())));
    }
}
