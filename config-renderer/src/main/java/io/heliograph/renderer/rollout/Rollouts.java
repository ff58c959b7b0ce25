package io.heliograph.renderer.rollout;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Instant;
import java.util.Optional;

/// What is told of a node's rollout.
final class Rollouts {
    private Rollouts() {}

    static Rollout clear(Place place, Optional<Revision> sent, Instant now) {
        return new Rollout(
                place.node(),
                place.cluster(),
                Rollout.State.CLEAR,
                Optional.empty(),
                sent,
                Optional.empty(),
                ChangeCost.NOTHING,
                Optional.empty(),
                Optional.empty(),
                now);
    }

    /// @param was what was told before: a state that goes on began when it began
    static Rollout of(
            Place place,
            Rollout.State state,
            Optional<Revision> sent,
            Optional<NextConfig> next,
            Reason why,
            Optional<Rollout> was,
            Instant now) {
        var cost = next.map(it -> it.config().cost()).orElse(ChangeCost.NOTHING);
        return new Rollout(
                place.node(),
                place.cluster(),
                state,
                next.map(it -> it.config().revision()),
                sent,
                next.map(it -> it.config().changeClass()),
                cost,
                Optional.of(why),
                next.map(_ -> Brake.risk(new Extent(cost.sessions(), cost.prefixes()))),
                was.filter(it -> it.state() == state).map(Rollout::since).orElse(now));
    }
}
