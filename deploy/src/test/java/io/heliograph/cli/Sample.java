package io.heliograph.cli;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RevisionCounts;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.answer.Trouble;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteCounts;
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

/// A small fleet with one thing wrong, as the inventory would answer.
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final Revision HELD = Revision.of("held");

    private static final ClusterId LAB = new ClusterId("lab");
    private static final Prefix BLUE = Prefix.parse("2001:db8:c001::/64");
    private static final Change CHANGE = new Change(NOW.minusSeconds(3600), "alice", "the lab");
    private static final Reason TAKEN =
            Reason.of(ReasonCode.PREFIX_TAKEN, "2001:db8:c002::/64", "docker01", "2001:db8:c002::/64", "docker07");

    private Sample() {}

    public static FleetStatus healthy() {
        return status(true, "everything is as it should be", List.of());
    }

    public static FleetStatus unhealthy() {
        var trouble = new Trouble("route", "2001:db8:c002::/64", TAKEN, Optional.of(NOW.minusSeconds(90)));
        return status(false, "1 route is not verified", List.of(trouble));
    }

    private static FleetStatus status(boolean healthy, String summary, List<Trouble> troubles) {
        int routes = healthy ? 2 : 1;
        return new FleetStatus(
                healthy,
                summary,
                new Tally(1, 1, "lab"),
                new Tally(2, 2, "all run what was rendered last"),
                new Tally(2, 2, "all admitted"),
                new Tally(6, 6, "all up"),
                new Tally(2, routes, healthy ? "all verified" : "1 refused"),
                new RevisionCounts(4, 4, 4),
                troubles,
                troubles.size(),
                NOW);
    }

    public static List<ClusterEntry> clusters() {
        return List.of(new ClusterEntry(
                LAB,
                new Asn(65001),
                List.of(Prefix.parse("2001:db8:c000::/36")),
                new ClusterEntry.LengthBounds(48, 64),
                Set.of(SpecialRange.DOCUMENTATION),
                ClusterEntry.JoinPolicy.OPEN,
                256,
                BgpOptions.DEFAULT,
                List.of(new Upstream(new UpstreamId("router1"), IpAddress.parse("2001:db8::1"), new Asn(65000))),
                Lifecycle.ACTIVE,
                CHANGE));
    }

    public static List<ReflectorView> reflectors() {
        return List.of(new ReflectorView(
                new ReflectorId("rr01"),
                LAB,
                Lifecycle.ACTIVE,
                IpAddress.parse("2001:db8::11"),
                RouterId.parse("192.0.2.11"),
                Optional.empty(),
                new Tally(3, 3, "all up"),
                new Tally(1, 1, "all verified"),
                Optional.of(apply(NodeId.parse("reflector/rr01"))),
                CHANGE,
                Optional.of(new ReflectorFacts("0.1.0", "6.1", true, Optional.of("2.0.12"), Duration.ofSeconds(30))),
                Optional.of(NOW.minusSeconds(5)),
                List.of(Reason.of(ReasonCode.FILE_LIMIT_LOW, "1024", "1000", "2048"))));
    }

    private static ApplyView apply(NodeId node) {
        return new ApplyView(
                node,
                LAB,
                Progress.CONFIRMED,
                Optional.of(Revision.of("text")),
                Optional.of(Revision.of("text")),
                Optional.empty(),
                Optional.empty(),
                Optional.of("lab/host/docker01"),
                Optional.of(Outcome.CONFIRMED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("2.0.12"),
                Optional.of(NOW.minusSeconds(5)));
    }

    public static List<HostView> hosts() {
        return List.of(host(Optional.empty(), false));
    }

    static List<HostView> drainedHosts() {
        var drain = new Drain(Drain.Phase.DRAINED, Drain.Origin.OPERATOR, NOW.minusSeconds(9), NOW, "ops", "kernel");
        return List.of(host(Optional.of(drain), true));
    }

    private static HostView host(Optional<Drain> drain, boolean safeToStop) {
        return new HostView(
                new HostId("docker01"),
                LAB,
                Lifecycle.ACTIVE,
                Standing.ADMITTED,
                Optional.of(IpAddress.parse("2001:db8::101")),
                Optional.empty(),
                List.of(new AdmittedSubnet(BLUE, "blue", NOW.minusSeconds(60), NOW.minusSeconds(59))),
                List.of(new QuarantinedSubnet(Prefix.parse("2001:db8:c002::/64"), "green", TAKEN)),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new HostFacts(
                        IpAddress.parse("2001:db8::101"),
                        Optional.of("28.5.2"),
                        Optional.of("2.0.12"),
                        "0.1.0",
                        "6.1.0")),
                Optional.of(NOW.minusSeconds(10)),
                new Tally(2, 2, "all up"),
                Optional.of(apply(NodeId.parse("host/docker01"))),
                CHANGE,
                drain,
                safeToStop);
    }

    public static List<SessionView> sessions() {
        return List.of(
                session(PeerKind.HOST, "docker01", SessionState.UP),
                session(PeerKind.UPSTREAM, "router1", SessionState.DOWN));
    }

    private static SessionView session(PeerKind kind, String peer, SessionState state) {
        boolean host = kind == PeerKind.HOST;
        return new SessionView(
                new ReflectorId("rr01"),
                host ? ProtocolName.of(new HostId(peer)) : ProtocolName.of(new UpstreamId(peer)),
                Optional.of(LAB),
                kind,
                peer,
                IpAddress.parse(host ? "2001:db8::101" : "2001:db8::1"),
                Optional.of(new Asn(65001)),
                Optional.of(new Asn(host ? 65001 : 65000)),
                state,
                host ? "Established" : "Active",
                host
                        ? Optional.empty()
                        : Optional.of(Reason.of(ReasonCode.SESSION_HOLD_EXPIRED, peer, "Hold timer expired")),
                Optional.empty(),
                host ? new RouteCounts(1, 0, 4, 1) : RouteCounts.NONE,
                host ? 1 : 0,
                Optional.of(Revision.of("text")),
                Optional.of(NOW.minusSeconds(host ? 7_500 : 12)),
                Optional.of(NOW.minusSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static List<RouteView> routes() {
        var reached = Map.of(Stage.OBSERVED, NOW.minusMillis(60_000), Stage.VERIFIED, NOW.minusMillis(59_965));
        var verified = new RouteView(
                BLUE,
                new HostId("docker01"),
                LAB,
                "blue",
                true,
                Stage.VERIFIED,
                reached,
                List.of(new RouteView.OnReflector(
                        new ReflectorId("rr01"),
                        Stage.VERIFIED,
                        reached,
                        Optional.of(IpAddress.parse("2001:db8::101")),
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.empty())),
                Optional.empty(),
                Optional.of(Duration.ofMillis(35)));
        var refused = new RouteView(
                Prefix.parse("2001:db8:c002::/64"),
                new HostId("docker01"),
                LAB,
                "green, \"new\"",
                false,
                Stage.OBSERVED,
                Map.of(),
                List.of(),
                Optional.of(TAKEN),
                Optional.empty());
        return List.of(verified, refused);
    }

    public static Explanation explanation() {
        return new Explanation(
                "2001:db8:c002::/64",
                Explanation.Kind.PREFIX,
                false,
                "it is refused",
                List.of(
                        new Explanation.Fact("network", "green on docker01", true, Optional.of(NOW.minusSeconds(60))),
                        new Explanation.Fact("admitted", "no, docker07 holds it", false, Optional.empty())),
                Optional.of(Stage.ADMITTED),
                Optional.of(TAKEN),
                Optional.empty());
    }

    static Explanation past() {
        return new Explanation(
                "docker01",
                Explanation.Kind.HOST,
                true,
                "nothing was wrong, as far as the bus still tells",
                List.of(new Explanation.Fact("session with rr01", "up", true, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-01T12:00:00Z")));
    }

    static NodeConfig config(String reflector, String text) {
        return config(reflector, text, Optional.empty());
    }

    static NodeConfig config(String reflector, String text, Optional<Revision> previous) {
        return new NodeConfig(
                NodeId.of(new ReflectorId(reflector)),
                LAB,
                Revision.of(text),
                previous,
                text,
                "0.1.0",
                ChangeClass.ISOLATED,
                ChangeCost.NOTHING,
                Map.of("heliograph.fleet-0", 1L),
                "lab/host/docker01",
                List.of());
    }

    static ApplyResult applied(String reflector, String text, Outcome outcome, String running) {
        return new ApplyResult(
                NodeId.of(new ReflectorId(reflector)),
                LAB,
                Revision.of(text),
                outcome,
                Optional.of(Revision.of(running)),
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
                Optional.of("2.0.12"),
                new ReportVersion(1, 1, "agent"),
                NOW);
    }

    public static SessionTransition transition(String peer) {
        return new SessionTransition(
                new ReflectorId("rr01"),
                ProtocolName.of(new HostId(peer)),
                PeerKind.HOST,
                peer,
                IpAddress.parse("2001:db8::101"),
                SessionState.UP,
                SessionState.DOWN,
                Optional.of(Reason.of(ReasonCode.SESSION_HOLD_EXPIRED, peer, "Hold timer expired")),
                Optional.empty(),
                Optional.of(Revision.of("text")),
                new ReportVersion(1, 1, "agent"),
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    public static List<FleetChange> changes() {
        return List.of(
                new FleetChange("cluster", "lab", FleetChange.Action.UPDATE, List.of("join: DECLARED → OPEN")),
                new FleetChange("reflector", "rr01", FleetChange.Action.UNCHANGED, List.of()));
    }

    public static FleetStatus held() {
        var trouble = new Trouble(
                "reflector",
                "rr01",
                Reason.of(ReasonCode.CONFIG_HELD, HELD.abbreviated(), "40 sessions and 120 prefixes"),
                Optional.of(NOW.minusSeconds(90)));
        return status(false, "one trouble", List.of(trouble));
    }

    public static List<ApplyView> applies() {
        return List.of(apply(NodeId.parse("reflector/rr01")));
    }

    public static List<VersionView> versions() {
        return List.of(
                VersionView.ofService("inventory", Optional.of("0.1.0")),
                VersionView.ofService("config-renderer", Optional.empty()),
                new VersionView(
                        "host-agent",
                        Optional.of(NodeId.parse("host/docker01")),
                        Optional.of(LAB),
                        Optional.of("0.1.0"),
                        Optional.of("2.0.12"),
                        Optional.of("28.5.2"),
                        Optional.of("6.1.0")));
    }

    public static List<RolloutView> rollouts() {
        var held = new RolloutView(
                NodeId.parse("reflector/rr01"),
                LAB,
                Rollout.State.HELD,
                Optional.of(HELD),
                Optional.of(Revision.of("sent")),
                Optional.of(ChangeClass.ISOLATED),
                new ChangeCost(40, 120),
                Optional.of(Reason.of(ReasonCode.CONFIG_HELD, HELD.abbreviated(), "40 sessions and 120 prefixes")),
                Optional.of("withdraw-120-prefixes"),
                NOW.minusSeconds(90),
                Optional.empty());
        var aside = new RolloutView(
                NodeId.parse("host/docker07"),
                LAB,
                Rollout.State.STOPPED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ChangeCost.NOTHING,
                Optional.of(Reason.of(ReasonCode.HOST_SET_ASIDE, "docker07", "rr01", "syntax error")),
                Optional.empty(),
                NOW.minusSeconds(30),
                Optional.empty());
        return List.of(held, aside);
    }

    static Rollout rollout(String reflector, Rollout.State state) {
        boolean clear = state == Rollout.State.CLEAR;
        return new Rollout(
                NodeId.of(new ReflectorId(reflector)),
                LAB,
                state,
                clear ? Optional.empty() : Optional.of(HELD),
                Optional.empty(),
                clear ? Optional.empty() : Optional.of(ChangeClass.ISOLATED),
                clear ? ChangeCost.NOTHING : new ChangeCost(40, 120),
                Optional.empty(),
                clear ? Optional.empty() : Optional.of("withdraw-120-prefixes"),
                NOW);
    }

    public static Release release() {
        return new Release(
                NodeId.parse("reflector/rr01"),
                LAB,
                HELD,
                "withdraw-120-prefixes",
                "rack 7",
                "alice",
                NOW,
                NOW.plusSeconds(600));
    }
}
