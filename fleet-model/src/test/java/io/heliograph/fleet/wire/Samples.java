package io.heliograph.fleet.wire;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.JoinProof;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.event.BgpError;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.Hierarchy;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.PrefixRange;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Events with every field filled, and with every field that may be absent left out.
final class Samples {
    private static final ClusterId CLUSTER = new ClusterId("cluster-a");
    private static final ReflectorId REFLECTOR = new ReflectorId("rr01");
    private static final HostId HOST = new HostId("docker01");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final ReportVersion VERSION = new ReportVersion(3, 41, "0b9c7a52-5c1e-4a58-9d0e-2f1c6c1f8a11");
    private static final Change CHANGE = new Change(AT, "admission", "host report 3.41: network create blue");
    private static final Prefix PREFIX = Prefix.parse("2001:db8:100:1::/64");
    private static final IpAddress TARGET = IpAddress.parse("2001:db8:100:1::9");
    private static final String TEXT = "# BIRD\nrouter id 192.0.2.11;\nprotocol device {}\n";
    private static final Reason TAKEN =
            Reason.of(ReasonCode.PREFIX_TAKEN, "2001:db8:7::/64", "docker01", "2001:db8:7::/64", "docker07");
    private static final Reason LOST = Reason.of(ReasonCode.SESSION_LOST, "docker01", "Hold timer expired");

    private Samples() {}

    /// By a name for its file; sorted.
    static SortedMap<String, Object> all() {
        var samples = new TreeMap<String, Object>();
        samples.put("apply-result", applyResult());
        samples.put("apply-result-least", leastApplyResult());
        samples.put("dead-letter", deadLetter());
        samples.put("fleet-entry-cluster", cluster());
        samples.put("fleet-entry-cluster-hierarchy", hierarchy());
        samples.put("fleet-entry-cluster-membership", membership());
        samples.put("fleet-entry-cluster-options", clusterWithEveryOption());
        samples.put("fleet-entry-host", host());
        samples.put("fleet-entry-host-communities", hostWithCommunities());
        samples.put("fleet-entry-host-draining", draining());
        samples.put("fleet-entry-host-least", leastHost());
        samples.put("fleet-entry-reflector", reflector());
        samples.put("fleet-entry-reflector-options", reflectorWithEveryOption());
        samples.put("host-report", hostReport());
        samples.put("host-report-least", leastHostReport());
        samples.put("host-report-probe", probedHostReport());
        samples.put("host-report-wish", wishingHostReport());
        samples.put("node-config", nodeConfig());
        samples.put("node-config-drained", drainedNodeConfig());
        samples.put("node-config-least", leastNodeConfig());
        samples.put("reflector-report", reflectorReport());
        samples.put("reflector-report-least", leastReflectorReport());
        samples.put("release", release());
        samples.put("rollout", rollout());
        samples.put("rollout-least", leastRollout());
        samples.put("route-health", routeHealth());
        samples.put("route-health-least", leastRouteHealth());
        samples.put("route-health-probe", probedRouteHealth());
        samples.put("session-health", sessionHealth());
        samples.put("session-health-least", leastSessionHealth());
        samples.put("session-transition", sessionTransition());
        return samples;
    }

    private static ReflectorReport reflectorReport() {
        return new ReflectorReport(
                REFLECTOR,
                CLUSTER,
                VERSION,
                AT,
                "change",
                new ReflectorFacts("0.1.0", "6.1.0-18-amd64", true, Optional.of("2.17.6"), Duration.ofSeconds(30)),
                List.of(Reason.of(ReasonCode.FILE_LIMIT_LOW, "1024", "900", "2048")));
    }

    private static ReflectorReport leastReflectorReport() {
        return new ReflectorReport(
                REFLECTOR,
                CLUSTER,
                new ReportVersion(1, 1, "x"),
                AT,
                "start",
                new ReflectorFacts("0.1.0", "6.1", false, Optional.empty(), Duration.ofSeconds(30)),
                List.of());
    }

    private static Release release() {
        return new Release(
                NodeId.of(REFLECTOR),
                CLUSTER,
                Revision.of(TEXT),
                "withdraw-120-prefixes",
                "rack 12 is being moved",
                "ana",
                AT,
                AT.plusSeconds(3600));
    }

    private static Rollout rollout() {
        return new Rollout(
                NodeId.of(REFLECTOR),
                CLUSTER,
                Rollout.State.HELD,
                Optional.of(Revision.of(TEXT)),
                Optional.of(Revision.of("")),
                Optional.of(ChangeClass.ISOLATED),
                new NodeConfig.ChangeCost(40, 120),
                Optional.of(Reason.of(
                        ReasonCode.CONFIG_HELD, Revision.of(TEXT).abbreviated(), "40 sessions and 120 prefixes")),
                Optional.of("withdraw-120-prefixes"),
                AT);
    }

    private static Rollout leastRollout() {
        return new Rollout(
                NodeId.of(REFLECTOR),
                CLUSTER,
                Rollout.State.CLEAR,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NodeConfig.ChangeCost.NOTHING,
                Optional.empty(),
                Optional.empty(),
                AT);
    }

    static HostReport hostReport() {
        var subnet = new ReportedSubnet(
                PREFIX,
                "blue",
                "4f1c9a",
                "bridge",
                Map.of("heliograph.advertise", "true", "heliograph.note", "ü"),
                AT,
                Optional.of(Reason.of(ReasonCode.FORWARDING_OFF, "0")),
                Optional.empty());
        return new HostReport(
                HOST,
                CLUSTER,
                VERSION,
                AT,
                "network create",
                new HostFacts(
                        IpAddress.parse("2001:db8::11"),
                        Optional.of("28.5.2"),
                        Optional.of("2.17.6"),
                        "0.1.0",
                        "6.1.0-18-amd64",
                        Optional.of(Attachment.STATIC_BFD)),
                List.of(subnet),
                List.of(Reason.of(ReasonCode.NETWORK_OPTED_OUT, "green")),
                List.of(Reason.of(ReasonCode.FORWARDING_OFF, "0")));
    }

    private static HostReport probedHostReport() {
        var report = hostReport();
        return new HostReport(
                report.host(),
                report.cluster(),
                report.version(),
                report.observedAt(),
                "container start",
                report.facts(),
                report.subnets().stream()
                        .map(subnet -> subnet.with(Optional.of(TARGET)))
                        .toList(),
                report.notAnnounced(),
                report.preflight());
    }

    private static HostReport wishingHostReport() {
        var report = leastHostReport();
        return new HostReport(
                report.host(),
                report.cluster(),
                report.version(),
                report.observedAt(),
                "stop",
                report.facts(),
                report.subnets(),
                report.notAnnounced(),
                report.preflight(),
                Optional.of(HostReport.Wish.DRAIN),
                Optional.of(new JoinProof(JoinProof.PREFIX + "A".repeat(86))),
                Optional.of(30));
    }

    private static HostReport leastHostReport() {
        return new HostReport(
                HOST,
                CLUSTER,
                new ReportVersion(1, 1, "x"),
                AT,
                "start",
                new HostFacts(IpAddress.parse("192.0.2.1"), Optional.empty(), Optional.empty(), "0.1.0", "6.1"),
                List.of(),
                List.of(),
                List.of());
    }

    static ClusterEntry cluster() {
        return new ClusterEntry(
                CLUSTER,
                new Asn(4_200_000_001L),
                List.of(Prefix.parse("2001:db8:100::/40"), Prefix.parse("10.128.0.0/9")),
                new ClusterEntry.LengthBounds(48, 64),
                Set.of(SpecialRange.DOCUMENTATION, SpecialRange.V4_PRIVATE_10),
                ClusterEntry.JoinPolicy.OPEN,
                256,
                new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(9)),
                List.of(new Upstream(new UpstreamId("router1"), IpAddress.parse("2001:db8::1"), new Asn(65000))),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    /// Every option of BGP set to something other than its default.
    static ClusterEntry clusterWithEveryOption() {
        return new ClusterEntry(
                CLUSTER,
                new Asn(65001),
                List.of(Prefix.parse("2001:db8:100::/40")),
                new ClusterEntry.LengthBounds(48, 64),
                Set.of(),
                ClusterEntry.JoinPolicy.DECLARED,
                256,
                new BgpOptions(
                        BgpOptions.Reach.MULTIHOP,
                        Duration.ofSeconds(9),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(BgpOptions.LimitAction.RESTART),
                        Optional.of(new BgpOptions.RouteLimit(1000, BgpOptions.LimitAction.DISABLE)),
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(Duration.ofHours(6)),
                        Optional.of(BgpOptions.AddPaths.TX),
                        Optional.of(new Asn(65010)),
                        Optional.of(true),
                        Optional.of(new SecretName("hosts")),
                        Optional.of(List.of(Community.parse("65001:1"))),
                        Optional.of(List.of(Community.parse("65001:2"), Community.parse("65001:7:7"))),
                        Optional.of(true),
                        Optional.of(BgpOptions.Ipv4.EXTENDED_NEXT_HOP),
                        Optional.of(new ParentLink(
                                new ClusterId("core"),
                                Optional.of(BgpOptions.Reach.MULTIHOP),
                                Optional.of(new SecretName("core")),
                                Optional.of(true),
                                Optional.of(9),
                                Optional.of(true))),
                        Optional.of(7)),
                List.of(new Upstream(
                        new UpstreamId("router1"),
                        IpAddress.parse("2001:db8::1"),
                        new Asn(65000),
                        Optional.of(BgpOptions.Reach.DIRECT),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(new SecretName("uplink")),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(2),
                        Optional.of(List.of(Community.parse("65001:1:2"), Community.parse("65001:100"))),
                        Optional.of(true),
                        Optional.of(Upstream.NextHop.SELF),
                        Optional.of(BgpOptions.Ipv4.EXTENDED_NEXT_HOP),
                        Optional.of(8))),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    /// A cluster between two others.
    private static ClusterEntry hierarchy() {
        var own = new PrefixRange(Prefix.parse("2001:db8:100::/40"), 48, 64);
        var others = new PrefixRange(Prefix.parse("2001:db8:200::/40"), 48, 64);
        var peers = List.of(new AdjacentCluster.Peer(new ReflectorId("rr11"), IpAddress.parse("2001:db8::b1")));
        var link = new ParentLink(CLUSTER);
        var above = new AdjacentCluster(
                new ClusterId("core"),
                new ParentLink(
                        new ClusterId("core"),
                        Optional.of(BgpOptions.Reach.MULTIHOP),
                        Optional.of(new SecretName("core")),
                        Optional.of(true),
                        Optional.of(9),
                        Optional.of(true)),
                BgpOptions.Reach.MULTIHOP,
                Duration.ofSeconds(9),
                false,
                peers,
                List.of(others),
                List.of(own),
                Optional.of(true));
        var below = new AdjacentCluster(
                new ClusterId("rack"),
                link,
                BgpOptions.Reach.DIRECT,
                Duration.ofSeconds(30),
                true,
                peers,
                List.of(others),
                List.of(),
                Optional.empty());
        return cluster().among(Optional.of(new Hierarchy(Optional.of(above), List.of(below))), CHANGE);
    }

    static ReflectorEntry reflectorWithEveryOption() {
        return new ReflectorEntry(
                REFLECTOR,
                CLUSTER,
                IpAddress.parse("2001:db8::11"),
                Optional.empty(),
                Optional.of(new ReflectorOptions(
                        Optional.of(RouterId.parse("192.0.2.99")),
                        Optional.of(IpAddress.parse("2001:db8::111")),
                        Optional.of(List.of(new UpstreamId("router1"))),
                        Optional.of(true))),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    private static ClusterEntry membership() {
        var cluster = cluster();
        return new ClusterEntry(
                cluster.cluster(),
                cluster.asn(),
                cluster.aggregates(),
                cluster.subnetLength(),
                cluster.allowSpecialRanges(),
                ClusterEntry.JoinPolicy.DECLARED,
                cluster.subnetsPerHost(),
                cluster.bgp(),
                cluster.upstreams(),
                cluster.lifecycle(),
                cluster.change(),
                Optional.of(new Membership(
                        Optional.of(Membership.Newcomers.TOKEN),
                        Optional.of(List.of(new JoinKey(JoinKey.PREFIX + "A".repeat(43)))),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofHours(2)))));
    }

    static ReflectorEntry reflector() {
        return new ReflectorEntry(
                REFLECTOR,
                CLUSTER,
                IpAddress.parse("2001:db8::a1"),
                Optional.of(RouterId.parse("192.0.2.161")),
                Lifecycle.REMOVED,
                CHANGE);
    }

    static HostEntry host() {
        return new HostEntry(
                        HOST,
                        CLUSTER,
                        Optional.of(IpAddress.parse("2001:db8::11")),
                        Optional.of(RouterId.parse("192.0.2.11")),
                        HostEntry.Standing.ADMITTED,
                        List.of(new AdmittedSubnet(PREFIX, "blue", AT, AT.plusMillis(4))),
                        List.of(new QuarantinedSubnet(Prefix.parse("2001:db8:7::/64"), "red", TAKEN)),
                        Optional.of(Reason.of(ReasonCode.IDENTITY_DUPLICATE, "docker01", "a", "b")),
                        List.of(Reason.of(ReasonCode.NETWORK_OPTED_OUT, "green")),
                        List.of(Reason.of(ReasonCode.FORWARDING_OFF, "0")),
                        Optional.of(VERSION),
                        Lifecycle.ACTIVE,
                        CHANGE)
                .attached(Optional.of(Attachment.STATIC));
    }

    private static HostEntry hostWithCommunities() {
        return new HostEntry(
                HOST,
                CLUSTER,
                Optional.of(IpAddress.parse("2001:db8::11")),
                Optional.empty(),
                HostEntry.Standing.ADMITTED,
                List.of(new AdmittedSubnet(
                        PREFIX,
                        "blue",
                        Optional.of(List.of(Community.parse("65001:2"), Community.parse("65001:7:7"))),
                        AT,
                        AT.plusMillis(4))),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(VERSION),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    private static HostEntry draining() {
        return leastHost()
                .with(
                        Optional.of(new Drain(
                                Drain.Phase.DRAINING,
                                Drain.Origin.OPERATOR,
                                AT,
                                AT.plusSeconds(5),
                                "operator",
                                "kernel upgrade")),
                        CHANGE);
    }

    private static HostEntry leastHost() {
        return new HostEntry(
                HOST,
                CLUSTER,
                Optional.empty(),
                Optional.empty(),
                HostEntry.Standing.EXPECTED,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                CHANGE);
    }

    static NodeConfig nodeConfig() {
        return new NodeConfig(
                NodeId.of(REFLECTOR),
                CLUSTER,
                Revision.of(TEXT),
                Optional.of(Revision.of("before")),
                TEXT,
                "0.1.0",
                ChangeClass.ISOLATED,
                new NodeConfig.ChangeCost(1, 2),
                Map.of("3", 41L, "7", 0L),
                "cluster-a/host/docker01",
                List.of(
                        new PlannedSession(
                                ProtocolName.of(HOST),
                                PeerKind.HOST,
                                "docker01",
                                IpAddress.parse("2001:db8::11"),
                                List.of(PREFIX)),
                        new PlannedSession(
                                ProtocolName.of(new UpstreamId("router1")),
                                PeerKind.UPSTREAM,
                                "router1",
                                IpAddress.parse("2001:db8::1"),
                                List.of())));
    }

    private static NodeConfig drainedNodeConfig() {
        var config = leastNodeConfig();
        return new NodeConfig(
                config.node(),
                config.cluster(),
                config.revision(),
                config.previous(),
                config.text(),
                config.renderer(),
                config.changeClass(),
                config.cost(),
                config.inputOffsets(),
                config.cause(),
                config.sessions(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Drain.Phase.DRAINED),
                Optional.of(List.of(Prefix.parse("10.128.0.0/9"))),
                Optional.of(1_795_600_000_000L));
    }

    private static NodeConfig leastNodeConfig() {
        return new NodeConfig(
                NodeId.of(HOST),
                CLUSTER,
                Revision.of(TEXT),
                Optional.empty(),
                TEXT,
                "0.1.0",
                ChangeClass.NONE,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "start",
                List.of());
    }

    static ApplyResult applyResult() {
        return new ApplyResult(
                NodeId.of(HOST),
                CLUSTER,
                Revision.of(TEXT),
                ApplyResult.Outcome.REJECTED,
                Optional.of(Revision.of("before")),
                Optional.of(Reason.of(ReasonCode.CONFIG_REFUSED_BY_BIRD, "2f6e", 3, "syntax error")),
                Optional.of(new BirdComplaint("bird.conf", 3, 10, "syntax error", List.of("a", "b", "c"))
                        .at(ProtocolName.of(HOST), Optional.of("docker01"))),
                new ApplyResult.Timings(Duration.ofMillis(3), Duration.ofNanos(7_100_001), Duration.ofSeconds(1, 5)),
                Optional.of("2.0.12"),
                VERSION,
                AT);
    }

    private static ApplyResult leastApplyResult() {
        return new ApplyResult(
                NodeId.of(HOST),
                CLUSTER,
                Revision.of(TEXT),
                ApplyResult.Outcome.CONFIRMED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                VERSION,
                AT);
    }

    static SessionHealth sessionHealth() {
        return new SessionHealth(
                REFLECTOR,
                ProtocolName.of(HOST),
                PeerKind.HOST,
                "docker01",
                IpAddress.parse("2001:db8::11"),
                SessionState.DOWN,
                "start",
                "Active",
                Optional.of(LOST),
                Optional.of("Received: Hold timer expired"),
                new RouteCounts(4, 1, 12, 3),
                Lifecycle.ACTIVE,
                Optional.of(Revision.of(TEXT)),
                VERSION,
                AT,
                AT.plusMillis(2),
                Optional.of(new BgpError(BgpError.Sender.PEER, 4, 0)),
                Optional.of(3),
                Optional.of(BfdState.DOWN),
                Optional.of(30));
    }

    private static SessionHealth leastSessionHealth() {
        return new SessionHealth(
                REFLECTOR,
                ProtocolName.of(HOST),
                PeerKind.HOST,
                "docker01",
                IpAddress.parse("2001:db8::11"),
                SessionState.UP,
                "up",
                "Established",
                Optional.empty(),
                Optional.empty(),
                RouteCounts.NONE,
                Lifecycle.REMOVED,
                Optional.empty(),
                VERSION,
                AT,
                AT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static SessionTransition sessionTransition() {
        return new SessionTransition(
                REFLECTOR,
                ProtocolName.of(HOST),
                PeerKind.HOST,
                "docker01",
                IpAddress.parse("2001:db8::11"),
                SessionState.UP,
                SessionState.DOWN,
                Optional.of(LOST),
                Optional.of("Received: Hold timer expired"),
                Optional.of(Revision.of(TEXT)),
                VERSION,
                AT,
                AT.plusMillis(2),
                Optional.of(new BgpError(BgpError.Sender.PEER, 4, 0)),
                Optional.of(17));
    }

    static RouteHealth routeHealth() {
        return new RouteHealth(
                PREFIX,
                "rr01",
                CLUSTER,
                HOST,
                "blue",
                Stage.REFLECTED,
                Map.of(Stage.APPLIED, AT, Stage.REFLECTED, AT.plusMillis(9)),
                Optional.of(IpAddress.parse("2001:db8::11")),
                Optional.of(Reason.of(ReasonCode.NEXT_HOP_UNRESOLVED, PREFIX, "rr01", IpAddress.parse("2001:db8::11"))),
                Lifecycle.ACTIVE,
                AT,
                Optional.empty());
    }

    private static RouteHealth probedRouteHealth() {
        return routeHealth().with(Optional.of(new RouteProbe(TARGET, RouteProbe.Result.SILENT, AT)), AT);
    }

    private static RouteHealth leastRouteHealth() {
        return new RouteHealth(
                PREFIX,
                RouteHealth.INVENTORY,
                CLUSTER,
                HOST,
                "blue",
                Stage.OBSERVED,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.REMOVED,
                AT,
                Optional.empty());
    }

    static DeadLetter deadLetter() {
        return new DeadLetter(
                Topic.HOST_REPORTS.topicName(),
                3,
                99,
                "docker01",
                Reason.of(ReasonCode.MALFORMED_JSON, "heliograph.host-reports", "Unexpected character"),
                "inventory-service",
                "{",
                1,
                AT);
    }
}
