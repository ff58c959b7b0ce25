package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;

/// A person's word that lets a held configuration go: to one node, one revision, for a time. It says nothing of any
/// other revision, so what the fleet becomes meanwhile is not covered by it.
///
/// @param risk the danger that was accepted, in the word that was shown: `withdraw-120-prefixes`
/// @param by who released it
/// @param expiresAt from then on it lets nothing go
public record Release(
        NodeId node,
        ClusterId cluster,
        Revision revision,
        String risk,
        String why,
        String by,
        Instant at,
        Instant expiresAt) {
    public Release {
        if (!expiresAt.isAfter(at)) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "expiresAt", expiresAt);
        }
    }

    /// Whether it lets `candidate` go at this moment.
    public boolean allows(Revision candidate, Instant now) {
        return revision.equals(candidate) && now.isBefore(expiresAt);
    }
}
