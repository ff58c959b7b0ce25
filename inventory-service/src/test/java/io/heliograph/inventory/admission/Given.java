package io.heliograph.inventory.admission;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.ClusterEntry.LengthBounds;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Values for tests: one cluster `lab` and reports for it.
public final class Given {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final ClusterId LAB = new ClusterId("lab");
    public static final Change DECLARED = new Change(NOW, "test", "test");

    private Given() {}

    public static ClusterEntry cluster() {
        return cluster(JoinPolicy.OPEN, 4, "2001:db8:c000::/36");
    }

    public static ClusterEntry cluster(JoinPolicy join, int limit, String... aggregates) {
        return new ClusterEntry(
                LAB,
                new Asn(65001),
                Arrays.stream(aggregates).map(Prefix::parse).toList(),
                new LengthBounds(48, 64),
                Set.of(SpecialRange.DOCUMENTATION),
                join,
                limit,
                BgpOptions.DEFAULT,
                List.of(new Upstream(new UpstreamId("router1"), IpAddress.parse("2001:db8::1"), new Asn(65000))),
                Lifecycle.ACTIVE,
                DECLARED);
    }

    public static ClusterEntry with(ClusterEntry cluster, Membership membership) {
        return new ClusterEntry(
                cluster.cluster(),
                cluster.asn(),
                cluster.aggregates(),
                cluster.subnetLength(),
                cluster.allowSpecialRanges(),
                cluster.join(),
                cluster.subnetsPerHost(),
                cluster.bgp(),
                cluster.upstreams(),
                cluster.lifecycle(),
                cluster.change(),
                Optional.of(membership));
    }

    public static ReflectorEntry reflector() {
        return new ReflectorEntry(
                new ReflectorId("rr01"),
                LAB,
                IpAddress.parse("2001:db8::11"),
                Optional.empty(),
                Lifecycle.ACTIVE,
                DECLARED);
    }

    public static ReportedSubnet subnet(String prefix) {
        return subnet(prefix, "net-" + prefix.replaceAll("[^0-9a-f]", "-"), Map.of());
    }

    public static ReportedSubnet subnet(String prefix, String network, Map<String, String> labels) {
        return new ReportedSubnet(
                Prefix.parse(prefix), network, "id-" + network, "bridge", labels, NOW.minusSeconds(1));
    }

    /// A report of a host whose address ends in its number: `docker07` is at 2001:db8::107.
    public static HostReport report(String host, long sequence, String... prefixes) {
        return report(
                host,
                version(1, sequence),
                Arrays.stream(prefixes).map(Given::subnet).toList());
    }

    public static HostReport report(String host, ReportVersion version, List<ReportedSubnet> subnets) {
        return report(host, LAB, version, address(host), subnets, List.of());
    }

    public static HostReport report(
            String host,
            ClusterId cluster,
            ReportVersion version,
            IpAddress address,
            List<ReportedSubnet> subnets,
            List<Reason> preflight) {
        return new HostReport(
                new HostId(host),
                cluster,
                version,
                NOW,
                "network create",
                new HostFacts(address, Optional.of("28.5.2"), Optional.of("2.0.12"), "0.1.0", "6.1"),
                subnets,
                List.of(),
                preflight);
    }

    public static ReportVersion version(long epoch, long sequence) {
        return new ReportVersion(epoch, sequence, "instance-" + epoch);
    }

    public static IpAddress address(String host) {
        var digits = host.replaceAll("[^0-9]", "");
        return IpAddress.parse(
                "2001:db8::1:" + (digits.isEmpty() ? "0" : digits.substring(0, Math.min(4, digits.length()))));
    }
}
