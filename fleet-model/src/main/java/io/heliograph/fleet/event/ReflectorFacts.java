package io.heliograph.fleet.event;

import java.time.Duration;
import java.util.Optional;

/// What a reflector says of itself.
///
/// @param agent the agent's version
/// @param kernel the kernel's release
/// @param birdAnswers whether BIRD's control socket answers
/// @param bird the version of its BIRD as it last answered, empty while it never did
/// @param heartbeat the agent reports again after this time although nothing changed
public record ReflectorFacts(
        String agent, String kernel, boolean birdAnswers, Optional<String> bird, Duration heartbeat) {}
