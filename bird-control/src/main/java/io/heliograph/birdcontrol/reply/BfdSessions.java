package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `show bfd sessions`: what BFD says of each neighbour.
public final class BfdSessions {
    private static final int STATE = 2;

    private BfdSessions() {}

    /// By the neighbour's address; empty where BIRD runs no BFD.
    public static Map<IpAddress, BfdState> listing(BirdReply reply) {
        var found = new TreeMap<IpAddress, BfdState>();
        for (var line : reply.lines()) {
            var words = line.text().strip().split("\\s+", STATE + 2);
            if (line.code() == ReplyCode.BFD_SESSIONS.number() && words.length > STATE) {
                address(words[0])
                        .ifPresent(address -> state(words[STATE])
                                .ifPresent(state -> found.merge(address, state, BfdSessions::worse)));
            }
        }
        return found;
    }

    /// A neighbour on two links is as well as the worse of them.
    private static BfdState worse(BfdState one, BfdState other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<IpAddress> address(String word) {
        try {
            int zone = word.indexOf('%');
            return Optional.of(IpAddress.parse(zone < 0 ? word : word.substring(0, zone)));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    private static Optional<BfdState> state(String word) {
        return switch (word) {
            case "AdminDown" -> Optional.of(BfdState.ADMIN_DOWN);
            case "Down" -> Optional.of(BfdState.DOWN);
            case "Init" -> Optional.of(BfdState.INIT);
            case "Up" -> Optional.of(BfdState.UP);
            default -> Optional.empty();
        };
    }
}
