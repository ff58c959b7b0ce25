package io.heliograph.rragent.bird;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import java.nio.file.Path;
import java.time.Duration;

/// Asks BIRD who it is, over a connection of its own: whether a new one is taken is what whoever asks wants to know.
public final class BirdGreeting {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private BirdGreeting() {}

    public static String version(Path socket) throws BirdUnreachable {
        try (var bird = BirdSocket.open(socket, DEADLINE, _ -> {})) {
            var status = DaemonStatus.parse(bird.execute("show status", DEADLINE));
            return status.version().map(BirdVersion::toString).orElse(status.versionText());
        }
    }
}
