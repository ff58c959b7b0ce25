package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.SessionView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a person calls a session: `reflector/peer`, which says more than `reflector/session`. An upstream may have the
/// name of a host; where a reflector has more than one session with a peer of that name, each keeps its own.
record SessionNames(Map<String, Long> sharers) {
    SessionNames {
        sharers = Map.copyOf(sharers);
    }

    /// @param sessions all that there are
    static SessionNames among(List<SessionView> sessions) {
        return new SessionNames(sessions.stream()
                .flatMap(session -> Stream.of(session.name(), session.ends()).distinct())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting())));
    }

    String of(SessionView session) {
        return sharers.getOrDefault(session.ends(), 0L) > 1 ? session.name() : session.ends();
    }
}
