package io.heliograph.renderer.rollout;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// When a node has borne a structural change, so that the next may have it.
///
///     sent ──confirmed, sessions up──▶ holding ──for the soak time──▶ done: the next one's turn
///       │                                 │
///       │  rejected, rolled back, held    │  a session is lost: it holds anew
///       └──or no word within the limit────┴──▶ stopped, until the node says that it is confirmed after all, a newer
///                                              change takes its place, or a person lets the next one go
///
/// No verdict is a stop: a canary whose voice was lost has cost others their network.
///
/// @param soak for how long it must hold its sessions
/// @param patience how long after it was sent it must hold them
/// @param hostsPercent how many of a cluster's hosts may be on their way at once; one at least
public record Waves(Duration soak, Duration patience, int hostsPercent) {
    public static final Waves DEFAULT = new Waves(Duration.ofSeconds(30), Duration.ofMinutes(3), 10);

    private static final int ALL = 100;

    /// Of this many sessions one may be lost for reasons of its own.
    private static final int TOLERATED_ONE_IN = 100;

    private static final int NAMED = 3;

    public Waves {
        if (soak.isNegative() || soak.compareTo(patience) >= 0 || hostsPercent < 1 || hostsPercent > ALL) {
            throw new IllegalArgumentException("soak " + soak + ", patience " + patience + ", hosts " + hostsPercent);
        }
    }

    /// How many hosts may be on their way at once.
    public int hostsAtOnce(int hosts) {
        return (int) Math.max(1, (long) hosts * hostsPercent / ALL);
    }

    /// What has become of a wave; empty when it is done.
    ///
    /// @param said what the node's agent said last, of whatever revision
    /// @param sessions the node's sessions as they are now
    public Optional<Wave> look(
            NodeId node, Wave wave, Optional<ApplyResult> said, Collection<SessionHealth> sessions, Instant now) {
        var verdict = said.filter(result -> wave.revisions().contains(result.revision()));
        if (verdict.isEmpty()) {
            return Optional.of(orLate(node, wave, "it has said nothing of it", now));
        }
        return switch (verdict.get().outcome()) {
            case CONFIRMED -> hold(node, wave, sessions, now);
            case REJECTED, ROLLED_BACK, HELD -> Optional.of(wave.stopped(failed(node, wave, verdict.get())));
            case FAILED -> Optional.of(orLate(node, wave, "it could not apply it yet", now));
        };
    }

    private Optional<Wave> hold(NodeId node, Wave wave, Collection<SessionHealth> sessions, Instant now) {
        var counted = sessions.stream()
                .filter(session -> session.lifecycle() == Lifecycle.ACTIVE
                        && !wave.excused().contains(session.session()))
                .toList();
        var lost = counted.stream()
                .filter(session -> session.state() != SessionState.UP)
                .map(SessionHealth::peer)
                .sorted()
                .toList();
        if (lost.size() > counted.size() / TOLERATED_ONE_IN) {
            return Optional.of(orLate(node, wave.shaken(), "its sessions with " + named(lost) + " are not up", now));
        }
        var holding = wave.holding(now);
        boolean done = !holding.holdingSince().orElse(now).plus(soak).isAfter(now);
        return done ? Optional.empty() : Optional.of(holding);
    }

    private Wave orLate(NodeId node, Wave wave, String what, Instant now) {
        return now.isBefore(wave.sentAt().plus(patience)) ? wave : wave.stopped(stop(node, wave, what));
    }

    private static Reason failed(NodeId node, Wave wave, ApplyResult result) {
        var why = result.reason().map(Reason::message).orElse(result.outcome().name());
        return stop(node, wave, why.endsWith(".") ? why.substring(0, why.length() - 1) : why);
    }

    private static Reason stop(NodeId node, Wave wave, String what) {
        return Reason.of(ReasonCode.ROLLOUT_STOPPED, wave.revisions().getFirst().abbreviated(), node, what);
    }

    private static String named(List<String> peers) {
        var few = String.join(", ", peers.subList(0, Math.min(NAMED, peers.size())));
        return peers.size() <= NAMED ? few : few + " and " + (peers.size() - NAMED) + " more";
    }
}
