package io.heliograph.rragent.sessions;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Addresses that try to connect to the reflector and are no peer's. BIRD says so in its log and nowhere else.
final class Strangers {
    /// A host that has just joined may dial before its reflector has heard of it.
    static final Duration SETTLES = Duration.ofSeconds(3);

    /// Who has not knocked for so long is gone; BIRD's longest wait between attempts is shorter.
    static final Duration QUIET = Duration.ofMinutes(5);

    /// Whoever has a whole subnet to knock from must not fill the bus.
    static final int MOST = 64;

    private static final Pattern LINE =
            Pattern.compile("Unexpected connect from unknown address (\\S+) \\(port \\d+\\)");

    private record Knocks(Instant first, Instant last, Optional<SeenSession> told) {}

    private final Map<IpAddress, Knocks> seen = new TreeMap<>();

    /// The address in BIRD's words, where they speak of a stranger.
    static Optional<IpAddress> in(String line) {
        var matcher = LINE.matcher(line);
        // A link-local address comes with its interface, and two links may have the same.
        return matcher.find() ? address(matcher.group(1)) : Optional.empty();
    }

    private static Optional<IpAddress> address(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    void knocked(IpAddress address, Instant now) {
        var before = seen.get(address);
        if (before != null) {
            seen.put(address, new Knocks(before.first, now, before.told));
        } else if (seen.size() < MOST) {
            seen.put(address, new Knocks(now, now, Optional.empty()));
        }
    }

    /// Tells of those who still knock, and takes back who has become a peer or has gone.
    void look(NodeConfig running, SessionReports reports, Duration refresh, Instant now) {
        var peers = new HashSet<IpAddress>();
        running.sessions().forEach(session -> peers.add(session.neighbor()));
        for (var address : List.copyOf(seen.keySet())) {
            var knocks = seen.get(address);
            if (knocks == null) {
                continue;
            }
            if (peers.contains(address) || !now.isBefore(knocks.last.plus(QUIET))) {
                knocks.told.ifPresent(session -> reports.removed(session, now));
                seen.remove(address);
            } else if (isDue(knocks, refresh, now)) {
                var told = reports.health(knocks.told.orElseGet(() -> session(address, knocks.first)), now);
                seen.put(address, new Knocks(knocks.first, knocks.last, Optional.of(told)));
            }
        }
    }

    private static boolean isDue(Knocks knocks, Duration refresh, Instant now) {
        return knocks.told
                .map(session -> !now.isBefore(session.publishedAt().plus(refresh)))
                .orElse(!now.isBefore(knocks.first.plus(SETTLES)));
    }

    private static SeenSession session(IpAddress address, Instant since) {
        var planned = new PlannedSession(
                ProtocolName.ofStranger(address), PeerKind.STRANGER, address.toString(), address, List.of());
        var sight = Sight.downSince(Reason.of(ReasonCode.PEER_UNKNOWN, address), Optional.of(since));
        return new SeenSession(
                planned,
                sight,
                RouteCounts.NONE,
                Optional.empty(),
                sight,
                since,
                since,
                false,
                Instant.EPOCH,
                Flaps.NONE,
                Optional.empty());
    }
}
