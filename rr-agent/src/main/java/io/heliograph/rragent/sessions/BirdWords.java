package io.heliograph.rragent.sessions;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;

/// What BIRD's last error of a session means to an operator.
final class BirdWords {
    /// A part of BIRD's words and what it stands for; the first that is found decides.
    private record Meaning(String part, ReasonCode code) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("Bad peer AS", ReasonCode.SESSION_BAD_PEER_AS),
            new Meaning("Bad BGP identifier", ReasonCode.SESSION_BAD_ROUTER_ID),
            new Meaning("Hold timer expired", ReasonCode.SESSION_HOLD_EXPIRED),
            new Meaning("Administrative", ReasonCode.SESSION_ADMIN_DOWN),
            new Meaning("limit exceeded", ReasonCode.SESSION_LIMIT_HIT),
            new Meaning("Maximum number of prefixes", ReasonCode.SESSION_LIMIT_HIT),
            new Meaning("Connection refused", ReasonCode.SESSION_REFUSED),
            new Meaning("Connection rejected", ReasonCode.SESSION_REFUSED));

    private BirdWords() {}

    /// Words that are in no list (`Socket: Connection closed`, `Received: Other configuration change`) still end
    /// a session: it is lost, and the words say how.
    static Reason classify(String peer, String words) {
        return Reason.of(code(words), peer, words);
    }

    private static ReasonCode code(String words) {
        for (var meaning : MEANINGS) {
            if (words.contains(meaning.part())) {
                return meaning.code();
            }
        }
        return ReasonCode.SESSION_LOST;
    }
}
