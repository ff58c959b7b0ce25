package io.heliograph.hostagent;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What readiness asks of the agent, each thing by itself.
final class Readings {
    /// @param name as health and metrics call it
    /// @param reason why it is down
    record Reading(String name, boolean up, Optional<Reason> reason) {
        static Reading of(String name, boolean up, Reason otherwise) {
            return new Reading(name, up, up ? Optional.empty() : Optional.of(otherwise));
        }
    }

    private Readings() {}

    static List<Reading> of(AgentState state) {
        var readings = new ArrayList<>(List.of(engine(state), bus(state)));
        if (state.bird().isPresent()) {
            readings.add(bird(state));
        }
        return readings;
    }

    static Reading engine(AgentState state) {
        return Reading.of(
                "engine",
                state.loop().isEngineReachable(),
                Reason.of(ReasonCode.ENGINE_UNREACHABLE, state.settings().dockerHost(), "see the last report"));
    }

    static Reading bus(AgentState state) {
        return Reading.of(
                "bus",
                state.configs().isReachable(),
                Reason.of(ReasonCode.KAFKA_UNREACHABLE, state.settings().bootstrap()));
    }

    /// A host without BIRD lacks none.
    static Reading bird(AgentState state) {
        return Reading.of(
                "bird",
                state.bird().map(watch -> watch.version().isPresent()).orElse(true),
                Reason.of(ReasonCode.BIRD_UNREACHABLE, state.settings().birdSocket(), "no greeting"));
    }
}
