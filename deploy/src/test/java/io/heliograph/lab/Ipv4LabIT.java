package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static io.heliograph.lab.plan.LabNode.ROUTER1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.RouteProbe.Result;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.lab.Convergence.Created;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.DebianRoots;
import io.heliograph.lab.linux.Engine;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An operator switches IPv4 on in a fleet that runs: containers' IPv4 subnets are reached by way of their hosts' IPv6
/// addresses. The machines have no IPv4 address on the link between them. Docker 26 without a packet filter of its own,
/// and 28 as it comes, which hides IPv4 in two ways.
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Ipv4LabIT {
    /// A router's own address, for something to answer to.
    private static final String ROUTERS_OWN = "192.0.2.1";

    private static final Map<LabNode, String> REFLECTORS_OWN =
            Map.of(LabNode.RR01, "192.0.2.11", LabNode.RR02, "192.0.2.12");

    private static final String SUBNET = "10.128.1.0/24";
    private static final String OTHER = "10.128.2.0/24";
    private static final String MODE = "com.docker.network.bridge.gateway_mode_ipv4=";
    private static final String UNPROTECTED = MODE + "nat-unprotected";
    private static final String OUTSIDE = "172.30.0.0/16";

    /// What restarts sessions goes to one node after the other, each held for half a minute.
    private static final Duration A_WAVE = Duration.ofSeconds(90);

    private LabJourney journey;
    private DoctorInLab doctor;

    @BeforeAll
    void begin() {
        var roots = new DebianRoots(LabHome.roots(), System.err::println);
        journey = LabJourney.begin(
                "ipv4lab",
                List.of(roots.root(DebianRoots.FIRST), roots.root(DebianRoots.SECOND)),
                Map.of("HELIOGRAPH_PROBE", "on", "HELIOGRAPH_PROBE_INTERVAL", "5s"));
        doctor = new DoctorInLab(journey);
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    void router1PingsAContainerByItsIpv4AddressThroughItsHostsIpv6Address() {
        var ipv6 = journey.createReachable(DOCKER01, 1);
        machinesHaveAWayBackForIpv4();
        routerSpeaksRfc8950();
        declareIpv4();
        Stream.of(LabNode.RR01, LabNode.RR02, DOCKER01, DOCKER02)
                .forEach(node -> journey.assertWithin(
                        A_WAVE,
                        node + " carries IPv4",
                        () -> configuration(node).contains("extended next hop on;")));
        journey.assertAllSessionsUp();

        createNetwork(DOCKER01, "four", SUBNET);
        long returned = System.nanoTime();
        journey.assertSoon(
                "Router1 has a route to " + SUBNET, () -> routes(SUBNET).contains("via inet6 "));
        System.err.printf("IPv4 route at Router1 %d ms after the return%n", (System.nanoTime() - returned) / 1_000_000);
        // FRR sends to the link-local address that BIRD tells beside the other.
        assertThat(on(DOCKER01, "ip", "-6", "address", "show", "dev", "eth0")).contains(nextHop(SUBNET) + "/64");
        startContainer(DOCKER01, "c4", "10.128.1.9");
        journey.assertSoon("Router1 pings 10.128.1.9", () -> pings("10.128.1.9"));
        journey.assertSoon(
                "verified",
                () -> journey.lab().inventory().routes().stream()
                        .anyMatch(route ->
                                route.prefix().equals(Prefix.parse(SUBNET)) && route.stage() == Stage.VERIFIED));

        reflectorsPingItWhereTheyHaveIpv4(ipv6);
        whatKeepsIpv4OutIsNamed(
                ReasonCode.PROBE_FAILED,
                List.of("iptables", "-I", "FORWARD", "-d", SUBNET, "-j", "DROP"),
                List.of("iptables", "-D", "FORWARD", "-d", SUBNET, "-j", "DROP"));
        whatKeepsIpv4OutIsNamed(
                ReasonCode.IPV4_FORWARDING_OFF,
                List.of("sysctl", "-w", "net.ipv4.ip_forward=0"),
                List.of("sysctl", "-w", "net.ipv4.ip_forward=1"));
        whatKeepsIpv4OutIsNamed(
                ReasonCode.IPV4_FORWARD_POLICY_DROP,
                List.of("iptables", "-P", "FORWARD", "DROP"),
                List.of("iptables", "-P", "FORWARD", "ACCEPT"));
        whatLiesOutsideIsNobodysConcern();
        whatDocker28DoesIsNamedAndMended();
        journey.assertAnswers(ipv6);
        journey.lab().engine(DOCKER01).docker("rm", "-f", "c4");
        journey.lab().engine(DOCKER01).docker("network", "rm", "four");
        journey.assertSoon("the route goes", () -> routes(SUBNET).isBlank());
        journey.assertRemoves(ipv6);
    }

    /// A reflector needs no IPv4 to reflect IPv4 routes, and without it has no way to ask: that is no verdict.
    private void reflectorsPingItWhereTheyHaveIpv4(Created ipv6) {
        journey.assertSoon("the IPv6 container answers", () -> answering(ipv6.prefix()) == REFLECTORS_OWN.size());
        assertThat(route(Prefix.parse(SUBNET)).reflectors())
                .hasSameSizeAs(REFLECTORS_OWN.keySet())
                .allSatisfy(on -> assertThat(on.probe()).isEmpty());
        REFLECTORS_OWN.forEach((reflector, own) -> {
            on(reflector, "ip", "address", "add", own + "/32", "dev", "lo");
            on(ROUTER1, "ip", "-4", "route", "add", own, "via", "inet6", address(reflector), "dev", "eth0");
            on(reflector, "ip", "-4", "route", "add", "default", "via", "inet6", address(ROUTER1), "dev", "eth0");
        });
        journey.assertSoon(
                "the IPv4 container answers", () -> answering(Prefix.parse(SUBNET)) == REFLECTORS_OWN.size());
    }

    private long answering(Prefix prefix) {
        return route(prefix).reflectors().stream()
                .filter(on -> on.probe()
                        .filter(probe -> probe.result() == Result.ANSWERED && prefix.contains(probe.target()))
                        .isPresent())
                .count();
    }

    private RouteView route(Prefix prefix) {
        return journey.lab().inventory().routes().stream()
                .filter(route -> route.prefix().equals(prefix))
                .findFirst()
                .orElseThrow();
    }

    private void whatKeepsIpv4OutIsNamed(ReasonCode code, List<String> broken, List<String> mended) {
        on(DOCKER01, broken.toArray(String[]::new));
        journey.assertSoon("it is broken by " + code, () -> brokenBy(SUBNET).contains(code));
        assertThat(pings("10.128.1.9")).as("the finding is true").isFalse();
        on(DOCKER01, mended.toArray(String[]::new));
        journey.assertSoon("it is well", () -> brokenBy(SUBNET).isEmpty());
        journey.assertSoon("Router1 pings 10.128.1.9 again", () -> pings("10.128.1.9"));
    }

    private List<ReasonCode> brokenBy(String subnet) {
        return journey.lab().inventory().routes().stream()
                .filter(route -> route.prefix().equals(Prefix.parse(subnet)))
                .flatMap(route -> route.broken().stream())
                .map(Reason::code)
                .toList();
    }

    /// Each finding is true, and gone once the network is made as the finding's own text says.
    private void whatDocker28DoesIsNamedAndMended() {
        create28();
        journey.assertSoon("it is hidden", () -> brokenBy(OTHER).equals(List.of(ReasonCode.IPV4_GATEWAY_MODE_NAT)));
        doctor.assertTold(DOCKER02, ReasonCode.IPV4_GATEWAY_MODE_NAT);
        assertThat(doctor.codes(DOCKER02)).containsExactly(ReasonCode.IPV4_GATEWAY_MODE_NAT);
        assertThat(Cli.run(journey.lab(), "explain", OTHER).out()).contains("has the IPv4 gateway mode nat");
        assertThat(getsIn()).isFalse();
        assertThat(getsAnAnswer()).isFalse();

        createAgain28(mendOf(ReasonCode.IPV4_GATEWAY_MODE_NAT));
        journey.assertSoon("it is routed", () -> doctor.codes(DOCKER02).isEmpty());
        journey.assertSoon("containers of two hosts reach each other", () -> getsIn() && getsAnAnswer());
        assertThat(brokenBy(OTHER)).isEmpty();

        createAgain28(UNPROTECTED);
        journey.assertSoon("it is told", () -> doctor.codes(DOCKER02).contains(ReasonCode.IPV4_MASQUERADED));
        doctor.assertTold(DOCKER02, ReasonCode.IPV4_MASQUERADED);
        journey.assertSoon("it costs nobody else anything", this::getsIn);
        assertThat(brokenBy(OTHER)).isEmpty();
        journey.assertSoon("and its own container has no answer", () -> !getsAnAnswer());

        createAgain28(UNPROTECTED, mendOf(ReasonCode.IPV4_MASQUERADED));
        journey.assertSoon(
                "its containers show themselves", () -> doctor.codes(DOCKER02).isEmpty());
        journey.assertSoon("an answer comes back", this::getsAnAnswer);
        assertThat(doctor.look(DOCKER02).output()).doesNotContain("IPV4_");
    }

    /// To the container on Docker 28 from another host's.
    private boolean getsIn() {
        return reaches(DOCKER01, "c4", "10.128.2.9");
    }

    /// The container on Docker 28, from another host's. The kernel remembers for 30 s whether a ping of that number was
    /// masqueraded, and pings of two containers may have one number: the next has another.
    private boolean getsAnAnswer() {
        return reaches(DOCKER02, "d4", "10.128.1.9");
    }

    private void create28(String... options) {
        createNetwork(DOCKER02, "four", OTHER, options);
        startContainer(DOCKER02, "d4", "10.128.2.9");
    }

    private void createAgain28(String... options) {
        journey.lab().engine(DOCKER02).docker("rm", "-f", "d4");
        journey.lab().engine(DOCKER02).docker("network", "rm", "four");
        create28(options);
    }

    /// The option that a finding says to create the network with.
    private String mendOf(ReasonCode code) {
        var mend = journey.lab().inventory().hosts().stream()
                .flatMap(host -> host.preflight().stream())
                .filter(reason -> reason.code() == code)
                .map(Reason::mend)
                .findFirst()
                .orElseThrow();
        return mend.replaceAll(".* -o (\\S+=\\w+)\\..*", "$1");
    }

    private boolean reaches(LabNode host, String container, String address) {
        return journey.lab()
                .engine(host)
                .attempt("exec", container, "ping", "-c", "1", "-W", "1", address)
                .isSuccess();
    }

    /// Both hosts have it, as they have what Docker gives them by itself. A host that has no IPv4 address on its link
    /// lends its containers the one on the first bridge, which is this one and as a rule `docker0`.
    private void whatLiesOutsideIsNobodysConcern() {
        createNetwork(DOCKER01, "hidden", OUTSIDE);
        createNetwork(DOCKER02, "hidden", OUTSIDE);
        createNetwork(DOCKER02, "five", "10.128.5.0/24", MODE + "routed");
        journey.assertSoon("the one after it", () -> !routes("10.128.5.0/24").isBlank());
        assertThat(routes(OUTSIDE)).isBlank();
        assertThat(journey.lab().inventory().hosts())
                .allSatisfy(host -> assertThat(host.quarantined()).isEmpty());
    }

    /// What their operator has given them besides: the lab's network has IPv6 only.
    private void machinesHaveAWayBackForIpv4() {
        on(ROUTER1, "ip", "address", "add", ROUTERS_OWN + "/32", "dev", "lo");
        for (var host : List.of(DOCKER01, DOCKER02)) {
            on(host, "ip", "-4", "route", "add", "default", "via", "inet6", address(ROUTER1), "dev", "eth0");
        }
    }

    /// In the words of `docs/guide/ipv4.md`.
    private void routerSpeaksRfc8950() {
        var commands = new ArrayList<>(List.of("configure terminal", "router bgp 65000"));
        for (var reflector : LabNode.of(LabNode.Role.REFLECTOR)) {
            commands.add("neighbor " + address(reflector) + " capability extended-nexthop");
        }
        commands.add("address-family ipv4 unicast");
        for (var reflector : LabNode.of(LabNode.Role.REFLECTOR)) {
            commands.add("neighbor " + address(reflector) + " activate");
        }
        var vtysh = new ArrayList<>(List.of(
                "vtysh", "--vty_socket", journey.lab().settings().run(ROUTER1).toString()));
        commands.forEach(command -> vtysh.addAll(List.of("-c", command)));
        Command.run(vtysh, Map.of(), "");
    }

    private void declareIpv4() {
        var tree = (ObjectNode) FleetJson.mapper()
                .valueToTree(LabFleet.of(journey.lab().settings().addresses()));
        var cluster = (ObjectNode) tree.at("/clusters/0");
        ((ArrayNode) cluster.get("aggregates")).add("10.128.0.0/10");
        ((ArrayNode) cluster.get("allowSpecialRanges")).add("V4_PRIVATE_10");
        ((ObjectNode) cluster.get("bgp")).put("ipv4", "EXTENDED_NEXT_HOP");
        ((ObjectNode) cluster.at("/upstreams/0")).put("ipv4", "EXTENDED_NEXT_HOP");
        journey.lab().inventory().apply(FleetJson.mapper().convertValue(tree, FleetDeclaration.class));
    }

    private void createNetwork(LabNode host, String name, String subnet, String... options) {
        var words = Stream.concat(
                Stream.of("network", "create", "--subnet", subnet),
                Stream.of(options).flatMap(option -> Stream.of("-o", option)));
        journey.lab().engine(host).docker(Stream.concat(words, Stream.of(name)).toArray(String[]::new));
    }

    private void startContainer(LabNode host, String name, String address) {
        var words = Stream.of("run", "-d", "--name", name, "--network", "four", "--ip", address);
        journey.lab()
                .engine(host)
                .docker(Stream.concat(words, Stream.of(Engine.IMAGE, "sleep", "9999"))
                        .toArray(String[]::new));
    }

    private String address(LabNode node) {
        return journey.lab().settings().addresses().of(node).toString();
    }

    private String routes(String prefix) {
        return on(ROUTER1, "ip", "-4", "route", "show", prefix);
    }

    private String nextHop(String prefix) {
        return routes(prefix).replaceAll("(?s).*via inet6 (\\S+).*", "$1");
    }

    private boolean pings(String address) {
        var ping = List.of("ping", "-n", "-c", "1", "-W", "1", "-I", ROUTERS_OWN, address);
        return Command.attempt(Command.inNamespace(journey.lab().namespace(ROUTER1), ping), Map.of(), "")
                .isSuccess();
    }

    private String on(LabNode node, String... command) {
        return Command.run(Command.inNamespace(journey.lab().namespace(node), List.of(command)), Map.of(), "")
                .output();
    }

    private String configuration(LabNode node) {
        try {
            return Files.readString(journey.lab().settings().birdConfig(node).resolve("current/bird.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
