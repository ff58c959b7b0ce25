package io.heliograph.cli.bird;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.BgpState;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.cli.node.BirdAnswer;
import io.heliograph.cli.node.BirdAnswer.LocalSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// Asks the BIRD of this machine, and changes nothing.
public final class LocalBird {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private LocalBird() {}

    public static BirdAnswer ask(Path socket) throws BirdUnreachable {
        try (var bird = BirdSocket.open(socket, LIMIT, _ -> {})) {
            var status = DaemonStatus.parse(bird.execute("show status", LIMIT));
            var sessions = ProtocolDetails.listing(bird.execute("show protocols all", LIMIT)).stream()
                    .filter(protocol -> protocol.row().isBgp())
                    .map(LocalBird::session)
                    .toList();
            return new BirdAnswer(
                    socket.toString(),
                    status.versionText(),
                    status.routerId(),
                    status.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    status.lastReconfiguration(),
                    sessions);
        }
    }

    /// BIRD's own words for one command.
    public static String say(Path socket, String command) throws BirdUnreachable {
        try (var bird = BirdSocket.open(socket, LIMIT, _ -> {})) {
            return bird.execute(command, LIMIT).lines().stream()
                    .map(BirdReply.Line::text)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static LocalSession session(ProtocolDetails protocol) {
        var row = protocol.row();
        return new LocalSession(
                row.name(),
                protocol.description(),
                protocol.neighborAddress().map(Object::toString).orElse(""),
                row.isEstablished(),
                protocol.bgpState().map(BgpState::word).orElse(row.state()),
                row.since(),
                protocol.channels().stream()
                        .mapToLong(channel -> channel.routes().imported())
                        .sum(),
                protocol.channels().stream()
                        .mapToLong(channel -> channel.routes().exported())
                        .sum(),
                protocol.lastError());
    }
}
