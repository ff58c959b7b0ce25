package io.heliograph.fleet.event;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A subnet that its host announces and every reflector of the cluster accepts from that host alone.
///
/// @param communities what its network's label asked for and its cluster lets it have
public record AdmittedSubnet(
        Prefix prefix, String network, Optional<List<Community>> communities, Instant observedAt, Instant admittedAt) {
    public AdmittedSubnet {
        communities = Community.tidy("communities", communities);
    }

    public AdmittedSubnet withCommunities(Optional<List<Community>> now) {
        return new AdmittedSubnet(prefix, network, now, observedAt, admittedAt);
    }

    /// Without communities.
    public AdmittedSubnet(Prefix prefix, String network, Instant observedAt, Instant admittedAt) {
        this(prefix, network, Optional.empty(), observedAt, admittedAt);
    }
}
