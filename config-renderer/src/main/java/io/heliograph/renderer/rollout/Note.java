package io.heliograph.renderer.rollout;

import io.heliograph.fleet.event.Rollout;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.util.Optional;

/// What is to be kept or told because of a judgement: the gate decides, its caller writes.
public sealed interface Note {
    /// How far a node's configuration is; to be kept, and written to the bus.
    record Told(Place place, Rollout rollout) implements Note {}

    /// What an account has lost lately; see [Gate].
    record Spent(String account, Spending spending) implements Note {}

    /// A node has a structural change to bear; empty when it has borne it.
    record Underway(Place place, Optional<Wave> wave) implements Note {}
}
