package io.heliograph.fleet.answer;

import java.time.Instant;
import java.util.List;

/// The fleet on one screen.
///
/// @param healthy whether everything that is expected is there and nothing that costs reachability holds
/// @param summary one clause for a person
/// @param clusters those that are active
/// @param reflectors expected: declared; actual: those that run what was rendered for them last
/// @param hosts expected: declared or joined; actual: those admitted
/// @param sessions expected: configured on reflectors; actual: those up
/// @param routes expected: reported by hosts to be announced; actual: those verified on every reflector
/// @param troubles the worst first, at most [#MAX_TROUBLES]
/// @param troublesInAll how many there are
public record FleetStatus(
        boolean healthy,
        String summary,
        Tally clusters,
        Tally reflectors,
        Tally hosts,
        Tally sessions,
        Tally routes,
        RevisionCounts revisions,
        List<Trouble> troubles,
        int troublesInAll,
        Instant at) {
    /// What fits a screen is the worst of it; the lists of hosts, sessions and routes have the rest.
    public static final int MAX_TROUBLES = 100;

    public FleetStatus {
        troubles = List.copyOf(troubles);
    }
}
