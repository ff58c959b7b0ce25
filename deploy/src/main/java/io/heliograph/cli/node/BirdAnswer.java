package io.heliograph.cli.node;

import java.util.List;

/// What the BIRD of this machine says of itself.
///
/// @param socket its control socket
/// @param phase `running`, `reconfiguring`, `shutting-down`
/// @param configuredAt when its configuration was loaded, in BIRD's words
public record BirdAnswer(
        String socket,
        String version,
        String routerId,
        String phase,
        String configuredAt,
        List<LocalSession> sessions) {
    /// A BGP session, as BIRD has it.
    ///
    /// @param name the protocol's
    /// @param description what the configuration calls it: the peer
    /// @param state BIRD's BGP state
    /// @param since when the state began, in BIRD's words
    /// @param lastError BIRD's words; empty where there was none
    public record LocalSession(
            String name,
            String description,
            String neighbor,
            boolean up,
            String state,
            String since,
            long imported,
            long exported,
            String lastError) {}

    public BirdAnswer {
        sessions = List.copyOf(sessions);
    }
}
