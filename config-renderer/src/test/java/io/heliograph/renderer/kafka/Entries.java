package io.heliograph.renderer.kafka;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.ClusterEntry.LengthBounds;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Entries of small fleets.
public final class Entries {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Change CHANGE = new Change(AT, "test", "test");

    private Entries() {}

    public static ClusterEntry cluster(String name, BgpOptions.Reach reach, Upstream... upstreams) {
        return new ClusterEntry(
                new ClusterId(name),
                new Asn(65001),
                List.of(Prefix.parse("fd00:c0de::/32")),
                new LengthBounds(48, 64),
                Set.of(SpecialRange.UNIQUE_LOCAL),
                JoinPolicy.OPEN,
                256,
                new BgpOptions(reach, Duration.ofSeconds(9)),
                List.of(upstreams),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    public static Upstream upstream(String name, String address, long asn) {
        return new Upstream(new UpstreamId(name), IpAddress.parse(address), new Asn(asn));
    }

    public static ReflectorEntry reflector(String name, String cluster, String address) {
        return new ReflectorEntry(
                new ReflectorId(name),
                new ClusterId(cluster),
                IpAddress.parse(address),
                Optional.empty(),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    public static ReflectorEntry removedReflector(String name, String cluster, String address) {
        return new ReflectorEntry(
                new ReflectorId(name),
                new ClusterId(cluster),
                IpAddress.parse(address),
                Optional.empty(),
                Lifecycle.REMOVED,
                CHANGE);
    }

    public static HostEntry host(String name, String cluster, String address, String... prefixes) {
        return host(name, cluster, address, Lifecycle.ACTIVE, prefixes);
    }

    /// The same, by the host's report of this number, a second after the one before.
    public static HostEntry reported(HostEntry host, long sequence) {
        return new HostEntry(
                host.host(),
                host.cluster(),
                host.address(),
                host.routerId(),
                host.standing(),
                host.admitted(),
                host.quarantined(),
                host.reason(),
                host.notAnnounced(),
                host.preflight(),
                Optional.of(new ReportVersion(1, sequence, "instance")),
                host.lifecycle(),
                new Change(AT.plusSeconds(sequence), "test", "test"));
    }

    public static HostEntry removed(String name, String cluster, String address) {
        return host(name, cluster, address, Lifecycle.REMOVED);
    }

    private static HostEntry host(
            String name, String cluster, String address, Lifecycle lifecycle, String... prefixes) {
        return new HostEntry(
                new HostId(name),
                new ClusterId(cluster),
                Optional.of(IpAddress.parse(address)),
                Optional.empty(),
                Standing.ADMITTED,
                Arrays.stream(prefixes)
                        .map(prefix -> new AdmittedSubnet(Prefix.parse(prefix), "net", AT, AT))
                        .toList(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                lifecycle,
                CHANGE);
    }
}
