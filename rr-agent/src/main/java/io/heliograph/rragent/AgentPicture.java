package io.heliograph.rragent;

import io.heliograph.birdcontrol.sample.BirdSeen;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The agent at a glance, for health and metrics.
///
/// @param turnedAt when the watch last came round
/// @param fromDisk whether it goes by its disk still, the bus having said nothing since the start
/// @param lastGood the revision that BIRD runs or starts from
/// @param drift what somebody changed by hand
/// @param held why the newest revision waits for a person
/// @param offered the newest revision that came from the bus
/// @param machine what is wrong with the machine, as last told
/// @param bird what BIRD answered last; empty while it does not answer
/// @param probes how many subnets have a container that answers, and that does not
/// @param waiting records that no broker has yet
/// @param dropped records that were dropped because too many waited
record AgentPicture(
        Instant turnedAt,
        boolean birdAnswers,
        boolean busConnected,
        boolean fromDisk,
        Optional<Revision> lastGood,
        Optional<Reason> drift,
        Optional<Reason> held,
        Optional<ApplyResult> lastResult,
        Optional<Revision> offered,
        List<Reason> machine,
        Optional<BirdSeen> bird,
        Map<SessionState, Integer> sessions,
        Map<Stage, Integer> routes,
        Map<RouteProbe.Result, Integer> probes,
        int waiting,
        long dropped) {
    /// Whether the newest revision is what BIRD runs, as far as the agent has heard.
    boolean isBehind() {
        return offered.isPresent() && !offered.equals(lastGood);
    }
}
