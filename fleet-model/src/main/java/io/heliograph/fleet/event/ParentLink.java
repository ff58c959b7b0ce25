package io.heliograph.fleet.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.event.BgpOptions.Reach;
import java.util.Optional;

/// The cluster above a cluster (RFC 4456, 7): its reflectors have those of this cluster for clients. Both ends of the
/// link are set up by these words, which are the child's. What is absent has its default, and a default that is written
/// out is kept as absent.
///
/// @param cluster the parent
/// @param reach whether the reflectors of both share a link; absent: as the child's hosts
/// @param password RFC 2385: the name of the secret that signs the segments of these sessions (TCP-MD5)
/// @param routes whether the child's hosts get the parent's routes, too; absent: nothing but a default route
/// @param aoKey RFC 5925: the segments are signed by TCP-AO in place of TCP-MD5, with `password` as the key of this id
/// @param bfd RFC 5880: a reflector of the other cluster that is gone is noticed by BFD; absent: by the hold time
public record ParentLink(
        ClusterId cluster,
        Optional<Reach> reach,
        Optional<SecretName> password,
        Optional<Boolean> routes,
        Optional<Integer> aoKey,
        Optional<Boolean> bfd) {
    public ParentLink {
        SecretFile.requireKey(aoKey);
        routes = routes.filter(on -> on);
        bfd = bfd.filter(on -> on);
    }

    /// With the default of everything else.
    public ParentLink(ClusterId cluster) {
        this(cluster, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The secret that signs the segments of these sessions, as they take it in.
    @JsonIgnore
    public Optional<SecretFile> secret() {
        return password.map(name -> new SecretFile(name, aoKey));
    }

    /// Whether the reflectors of both share a link, for a child with these options.
    public Reach reachIn(BgpOptions child) {
        return reach.orElse(child.reach());
    }
}
