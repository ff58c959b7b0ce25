package io.heliograph.inventory.query;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Optional;

/// The whole story of a subnet, a session, a host or a reflector: what has happened so far, what has not, why, and the
/// mend. Of the
/// past the same story is told, and what the bus has forgotten of it is neither good nor bad.
public final class Explain {
    private Explain() {}

    /// The story of a prefix or of the subnet that an address is in, of a session as `reflector/session` or
    /// `reflector/peer`, of a host or a reflector; empty when
    /// there is no such thing.
    public static Optional<Explanation> explain(FleetSnapshot fleet, String subject) {
        return explain(new Evidence(fleet, false), subject);
    }

    /// The same of a moment that has passed.
    ///
    /// @param fleet what is still known of it
    static Optional<Explanation> past(FleetSnapshot fleet, String subject) {
        return explain(new Evidence(fleet, true), subject);
    }

    private static Optional<Explanation> explain(Evidence evidence, String subject) {
        return prefix(subject)
                .flatMap(prefix -> PrefixStory.of(prefix, evidence))
                .or(() -> SessionStory.of(subject, evidence))
                .or(() -> HostStory.of(without("host/", subject), evidence))
                .or(() -> ReflectorStory.of(without("reflector/", subject), evidence));
    }

    private static String without(String kind, String subject) {
        return subject.startsWith(kind) ? subject.substring(kind.length()) : subject;
    }

    /// A prefix, or an address as the prefix that holds it alone.
    static Optional<Prefix> prefix(String subject) {
        var length = subject.contains("/") ? "" : subject.contains(":") ? "/128" : "/32";
        try {
            return Optional.of(Prefix.parse(subject + length));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }
}
