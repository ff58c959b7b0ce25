package io.heliograph.rragent;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which reflector this is, and where its BIRD, its disk and its bus are.
///
/// @param stateFolder the agent's own memory
/// @param birdConfigFolder BIRD is started with `-c birdConfigFolder/current/bird.conf`
/// @param brake how much a configuration may cost without a person's release
/// @param probeInterval how often a container of each subnet is pinged; absent: never
/// @param version the agent's own
/// @param heartbeat sessions are told again after this time although nothing changed
record AgentSettings(
        ClusterId cluster,
        ReflectorId reflector,
        Path stateFolder,
        Path birdSocket,
        Path birdConfigFolder,
        Path secretsFolder,
        Duration heartbeat,
        String bootstrap,
        BrakeLimits brake,
        Optional<Duration> probeInterval,
        String version) {
    private static final Duration SHORTEST_PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofSeconds(1);

    AgentSettings {
        if (heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0) {
            throw new IllegalArgumentException("HELIOGRAPH_HEARTBEAT is " + heartbeat + ", expected at least 1s");
        }
        if (probeInterval
                .filter(each -> each.compareTo(SHORTEST_PROBE_INTERVAL) < 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "HELIOGRAPH_PROBE_INTERVAL is " + probeInterval.get() + ", expected at least 1s");
        }
    }
}
