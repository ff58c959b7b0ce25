package io.heliograph.rragent.sessions;

import io.heliograph.birdcontrol.reply.BgpState;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.reply.SinceText;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// One look at one session: the state in our words, BIRD's words beside it, and why it is not up.
///
/// @param since when the state began, as far as BIRD says it
record Sight(
        SessionState state,
        String birdState,
        String bgpState,
        Optional<Reason> reason,
        Optional<String> lastError,
        Optional<Instant> since) {

    /// Reads a row of `show protocols`.
    ///
    /// A session that was up and is not is `DOWN` until it is up again, whatever BIRD tries in between: a state
    /// that changes with each attempt to connect would bury the one change that matters.
    ///
    /// @param before the last look at the session
    static Sight of(String peer, ProtocolRow row, Optional<Sight> before, ZoneId zone) {
        var since = SinceText.parse(row.since(), zone);
        var bgp = row.bgpState().map(BgpState::word).orElse("");
        if (row.isEstablished()) {
            return new Sight(SessionState.UP, row.state(), bgp, Optional.empty(), Optional.empty(), since);
        }
        // Where BIRD shows no BGP state, all it shows is the error.
        var words = bgp.isEmpty() ? row.info() : row.lastError();
        var lastError = Optional.of(words).filter(text -> !text.isEmpty());
        var reason = reason(peer, row, bgp, words, before);
        return new Sight(state(row, reason, words, before), row.state(), bgp, Optional.of(reason), lastError, since);
    }

    private static Reason reason(String peer, ProtocolRow row, String bgp, String words, Optional<Sight> before) {
        if (!words.isEmpty()) {
            return BirdWords.classify(peer, words);
        }
        if (row.state().equals("down")) {
            return Reason.of(ReasonCode.SESSION_ADMIN_DOWN, peer, "disabled on this reflector");
        }
        var now = bgp.isEmpty() ? row.state() : bgp;
        if (before.isEmpty() || before.get().state == SessionState.CONNECTING) {
            return Reason.of(ReasonCode.SESSION_NOT_YET, peer, now);
        }
        return before.get().reasonOfLoss().orElseGet(() -> switch (before.get().state) {
            case UP -> Reason.of(ReasonCode.SESSION_LOST, peer, now);
            case CONNECTING, DOWN, DISABLED, UNKNOWN -> Reason.of(ReasonCode.SESSION_NOT_YET, peer, now);
        });
    }

    /// BIRD forgets an error when it tries again; the session is still down for the same reason.
    private Optional<Reason> reasonOfLoss() {
        return reason.filter(why -> state == SessionState.DOWN
                && why.code() != ReasonCode.BIRD_UNREACHABLE
                && why.code() != ReasonCode.CONFIG_DRIFT);
    }

    private static SessionState state(ProtocolRow row, Reason reason, String words, Optional<Sight> before) {
        if (row.state().equals("down") && reason.code() == ReasonCode.SESSION_ADMIN_DOWN) {
            return SessionState.DISABLED;
        }
        boolean neverUp = before.isEmpty() || before.get().state == SessionState.CONNECTING;
        return neverUp && words.isEmpty() ? SessionState.CONNECTING : SessionState.DOWN;
    }

    /// Nothing of the session can be seen.
    static Sight blind(Reason why) {
        return downSince(why, Optional.empty());
    }

    static Sight downSince(Reason why, Optional<Instant> since) {
        return new Sight(SessionState.DOWN, "", "", Optional.of(why), Optional.empty(), since);
    }
}
