package io.heliograph.birdcontrol.apply;

import java.util.ArrayList;
import java.util.List;

/// A state, and what is to be done to get there.
public record Step(ApplyState state, List<ApplyEffect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step of(ApplyState state, ApplyEffect... effects) {
        return new Step(state, List.of(effects));
    }

    Step after(ApplyEffect... before) {
        var all = new ArrayList<>(List.of(before));
        all.addAll(effects);
        return new Step(state, all);
    }
}
