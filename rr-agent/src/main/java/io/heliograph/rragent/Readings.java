package io.heliograph.rragent;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
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

    static List<Reading> of(AgentPicture picture, AgentSettings settings) {
        return List.of(bird(picture, settings), bus(picture, settings));
    }

    static Reading bird(AgentPicture picture, AgentSettings settings) {
        return Reading.of(
                "bird",
                picture.birdAnswers(),
                Reason.of(ReasonCode.BIRD_UNREACHABLE, settings.birdSocket(), "no answer to the last question"));
    }

    static Reading bus(AgentPicture picture, AgentSettings settings) {
        return Reading.of("bus", picture.busConnected(), Reason.of(ReasonCode.KAFKA_UNREACHABLE, settings.bootstrap()));
    }
}
