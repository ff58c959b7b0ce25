package io.heliograph.inventory;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.admission.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A fleet as its agents and its renderer would tell of it: one cluster, two reflectors, one router, any number of
/// hosts with a subnet each, all well.
public final class ShowcaseFleet {
    public static final ClusterId CLUSTER = new ClusterId("west");
    private static final Revision REVISION = Revision.of("showcase");
    private static final UpstreamId ROUTER = new UpstreamId("router1");
    public static final List<ReflectorId> REFLECTORS = List.of(new ReflectorId("rr01"), new ReflectorId("rr02"));

    private final int hosts;
    private final InstantSource clock;
    private final Instant began;

    ShowcaseFleet(int hosts) {
        this(hosts, InstantSource.system());
    }

    public ShowcaseFleet(int hosts, InstantSource clock) {
        this.hosts = hosts;
        this.clock = clock;
        this.began = clock.instant();
    }

    public static final String DECLARATION = """
            {"clusters": [{"cluster": "west", "asn": 65001, "aggregates": ["2001:db8:8000::/33"],
              "allowSpecialRanges": ["DOCUMENTATION"], "join": "OPEN", "subnetLength": {"shortest": 48, "longest": 64},
              "upstreams": [{"upstream": "router1", "address": "2001:db8::1", "asn": 65000}]}],
             "reflectors": [{"reflector": "rr01", "cluster": "west", "address": "2001:db8::11"},
                            {"reflector": "rr02", "cluster": "west", "address": "2001:db8::12"}]}""";

    /// Everything that there is to be told.
    public List<Object> events() {
        var all = new ArrayList<Object>();
        IntStream.range(0, hosts).forEach(i -> all.add(report(i)));
        REFLECTORS.forEach(reflector -> {
            all.add(config(NodeId.of(reflector), planned()));
            all.add(applied(NodeId.of(reflector)));
            all.add(session(reflector, ROUTER, SessionState.UP));
            IntStream.range(0, hosts).forEach(i -> {
                all.add(session(reflector, i, SessionState.UP));
                all.add(route(reflector, i));
            });
        });
        IntStream.range(0, hosts).forEach(i -> {
            all.add(config(NodeId.of(host(i)), List.of()));
            all.add(applied(NodeId.of(host(i))));
        });
        return all;
    }

    /// What keeps its agents from being silent.
    List<Object> heartbeat() {
        var all = new ArrayList<Object>();
        REFLECTORS.forEach(reflector -> all.add(applied(NodeId.of(reflector))));
        IntStream.range(0, hosts).forEach(i -> all.add(applied(NodeId.of(host(i)))));
        return all;
    }

    static HostId host(int i) {
        return new HostId("docker%05d".formatted(i));
    }

    public static Prefix subnet(int i) {
        return Prefix.parse("2001:db8:%x:%x::/64".formatted(0x8000 + i / 0x8000, i % 0x8000));
    }

    private static IpAddress container(int i) {
        return IpAddress.parse(subnet(i).address() + "9");
    }

    private static IpAddress address(int i) {
        return IpAddress.parse("2001:db8:1::%x".formatted(i + 1));
    }

    private HostReport report(int i) {
        return report(i, 1, List.of(reported(i, began.minusMillis(took(i)))));
    }

    /// A host before its network is made.
    HostReport before(int i) {
        return report(i, 1, List.of());
    }

    /// A host whose network has just been made.
    HostReport made(int i, Instant observed) {
        return report(i, 2, List.of(reported(i, observed)));
    }

    private static ReportedSubnet reported(int i, Instant observed) {
        return new ReportedSubnet(subnet(i), "blue-" + i, "id-" + i, "bridge", Map.of(), observed)
                .with(Optional.of(container(i)));
    }

    private HostReport report(int i, long sequence, List<ReportedSubnet> subnets) {
        return new HostReport(
                host(i),
                CLUSTER,
                Given.version(1, sequence),
                began,
                "network create",
                new HostFacts(address(i), Optional.of("28.5.2"), Optional.of("2.17.6"), "0.1.0", "6.12"),
                subnets,
                List.of(),
                List.of());
    }

    /// Some take longer than others, as in life.
    private static long took(int i) {
        return 30 + (i * 37L) % 90;
    }

    private List<PlannedSession> planned() {
        var sessions = new ArrayList<PlannedSession>();
        sessions.add(new PlannedSession(
                ProtocolName.of(ROUTER), PeerKind.UPSTREAM, ROUTER.value(), IpAddress.parse("2001:db8::1"), List.of()));
        IntStream.range(0, hosts)
                .forEach(i -> sessions.add(new PlannedSession(
                        ProtocolName.of(host(i)), PeerKind.HOST, host(i).value(), address(i), List.of(subnet(i)))));
        return sessions;
    }

    private static NodeConfig config(NodeId node, List<PlannedSession> sessions) {
        return new NodeConfig(
                node,
                CLUSTER,
                REVISION,
                Optional.empty(),
                "# the text",
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "west/host/docker00000",
                sessions);
    }

    private ApplyResult applied(NodeId node) {
        return new ApplyResult(
                node,
                CLUSTER,
                REVISION,
                ApplyResult.Outcome.CONFIRMED,
                Optional.of(REVISION),
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ofMillis(3), Duration.ofMillis(9), Duration.ofMillis(17)),
                Optional.of("2.17.6"),
                Given.version(1, 1),
                began);
    }

    public SessionHealth session(ReflectorId reflector, int i, SessionState state) {
        return session(reflector, ProtocolName.of(host(i)), PeerKind.HOST, host(i).value(), address(i), state);
    }

    private SessionHealth session(ReflectorId reflector, UpstreamId upstream, SessionState state) {
        return session(
                reflector,
                ProtocolName.of(upstream),
                PeerKind.UPSTREAM,
                upstream.value(),
                IpAddress.parse("2001:db8::1"),
                state);
    }

    private SessionHealth session(
            ReflectorId reflector,
            ProtocolName name,
            PeerKind kind,
            String peer,
            IpAddress neighbor,
            SessionState state) {
        boolean up = state == SessionState.UP;
        return new SessionHealth(
                reflector,
                name,
                kind,
                peer,
                neighbor,
                state,
                up ? "up" : "start",
                up ? "Established" : "Active",
                up ? Optional.empty() : Optional.of(Reason.of(ReasonCode.SESSION_LOST, peer, "Hold timer expired")),
                up ? Optional.empty() : Optional.of("BGP Error: Hold timer expired"),
                up ? new RouteCounts(1, 0, kind == PeerKind.HOST ? 0 : hosts, 1) : RouteCounts.NONE,
                Lifecycle.ACTIVE,
                Optional.of(REVISION),
                Given.version(1, 1),
                clock.instant(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    RouteHealth route(ReflectorId reflector, int i) {
        return route(reflector, i, Stage.VERIFIED);
    }

    RouteHealth probed(ReflectorId reflector, int i, RouteProbe.Result result) {
        var now = Instant.now();
        return route(reflector, i).with(Optional.of(new RouteProbe(container(i), result, now)), now);
    }

    RouteHealth route(ReflectorId reflector, int i, Stage stage) {
        return route(reflector, i, stage, began.minusMillis(took(i)), took(i));
    }

    /// One that goes on from the moment at which it was admitted.
    RouteHealth route(ReflectorId reflector, int i, Instant admitted) {
        return route(reflector, i, Stage.VERIFIED, admitted, took(i));
    }

    private RouteHealth route(ReflectorId reflector, int i, Stage stage, Instant before, long took) {
        var reached = new EnumMap<Stage, Instant>(Stage.class);
        int passed = 0;
        for (var each : List.of(Stage.APPLIED, Stage.REFLECTED, Stage.VERIFIED)) {
            if (each.compareTo(stage) <= 0) {
                passed++;
                reached.put(each, before.plusMillis(took * passed / 3));
            }
        }
        return new RouteHealth(
                subnet(i),
                reflector.value(),
                CLUSTER,
                host(i),
                "blue-" + i,
                stage,
                reached,
                Optional.of(address(i)),
                Optional.empty(),
                Lifecycle.ACTIVE,
                clock.instant(),
                Optional.empty());
    }
}
