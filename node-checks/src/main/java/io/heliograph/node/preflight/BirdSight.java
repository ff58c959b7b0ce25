package io.heliograph.node.preflight;

import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.file.Path;
import java.util.Optional;

/// BIRD as it shows itself on its control socket.
///
/// @param version as it says it, empty while it does not answer
/// @param silence why it does not answer, in words; of no meaning where it does
public record BirdSight(Path socket, Optional<String> version, String silence) {
    private static final String NO_GREETING = "nothing greets there";

    public static BirdSight of(Path socket, Optional<String> version) {
        return new BirdSight(socket, version, NO_GREETING);
    }

    public boolean answers() {
        return version.isPresent();
    }

    /// What is wrong with it: it is away, or older than what its configuration is written for.
    public Optional<Reason> check() {
        if (version.isEmpty()) {
            return Optional.of(Reason.of(ReasonCode.BIRD_UNREACHABLE, socket, silence));
        }
        return version.flatMap(text -> BirdVersion.in("BIRD " + text))
                .filter(found -> !found.isSupported())
                .map(found -> Reason.of(ReasonCode.BIRD_TOO_OLD, found));
    }
}
