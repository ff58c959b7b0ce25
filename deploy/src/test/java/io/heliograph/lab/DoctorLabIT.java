package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static io.heliograph.lab.plan.LabNode.ROUTER1;
import static io.heliograph.lab.plan.LabNode.RR02;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.Convergence.Created;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.DebianRoots;
import io.heliograph.lab.linux.Ping;
import io.heliograph.lab.linux.SmallDisk;
import io.heliograph.lab.linux.WrongClock;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.NodeTools;
import java.nio.file.Path;
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

/// Each thing that preflight tells of is broken for real, is told by its code at the inventory and by `doctor` on the
/// node, and is gone when it is mended. The route stands all the while. Docker 26 and 28.
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorLabIT {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private LabJourney journey;
    private DoctorInLab doctor;

    @BeforeAll
    void begin() {
        var roots = new DebianRoots(LabHome.roots(), System.err::println);
        journey = LabJourney.begin("doctor", List.of(roots.root(DebianRoots.FIRST), roots.root(DebianRoots.SECOND)));
        doctor = new DoctorInLab(journey);
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    void forwardingThatIsOffBreaksWhatStandsAndDoctorMendsIt() {
        var created = journey.createReachable(DOCKER01, 1);
        on(DOCKER01, "sysctl", "-w", "net.ipv6.conf.all.forwarding=0");
        assertBroken(created, ReasonCode.FORWARDING_OFF);
        var fixed = doctor.look(DOCKER01, "--fix", "--yes");
        assertThat(fixed.error()).contains("sysctl -w net.ipv6.conf.all.forwarding=1");
        assertThat(fixed.exit()).as(fixed.output()).isZero();
        assertMended(created);
        journey.assertRemoves(created);
    }

    @Test
    void aFirewallThatDropsWhatIsForwardedIsNamed() {
        var created = journey.createReachable(DOCKER01, 2);
        on(DOCKER01, "ip6tables", "-P", "FORWARD", "DROP");
        assertBroken(created, ReasonCode.FORWARD_POLICY_DROP);
        doctor.assertTold(DOCKER01, ReasonCode.FORWARD_POLICY_DROP);
        on(DOCKER01, "ip6tables", "-P", "FORWARD", "ACCEPT");
        assertMended(created);
        journey.assertRemoves(created);
    }

    @Test
    void aBridgeThatLostItsAddressIsNamed() {
        var created = journey.createReachable(DOCKER01, 3);
        var bridge = bridge(created);
        var gateway = created.prefix().address() + "1/64";
        on(DOCKER01, "ip", "-6", "address", "del", gateway, "dev", bridge);
        assertBroken(created, ReasonCode.PREFIX_NOT_ROUTED);
        doctor.assertTold(DOCKER01, ReasonCode.PREFIX_NOT_ROUTED);
        on(DOCKER01, "ip", "-6", "address", "add", gateway, "dev", bridge, "nodad");
        assertMended(created);
        journey.assertRemoves(created);
    }

    /// The default mode of Docker 27 and later: whoever only creates a network has this.
    @Test
    void aNetworkBehindNatIsBrokenOnDocker28AndARoutedOneIsNot() {
        var routed = journey.createReachable(DOCKER02, 4);
        var prefix = journey.lab().settings().addresses().subnet(DOCKER02, 5);
        journey.lab().engine(DOCKER02).createNetwork("plain", prefix.toString(), false, List.of());
        var plain = new Created(DOCKER02, prefix, "plain", System.nanoTime());
        journey.startContainer(plain);
        journey.assertSoon("its route stands", () -> journey.hasRoute(plain));
        assertBroken(plain, ReasonCode.GATEWAY_MODE_NAT);
        doctor.assertTold(DOCKER02, ReasonCode.GATEWAY_MODE_NAT);
        assertThat(route(routed).isWell()).isTrue();
        assertThat(heliograph("wait", prefix.toString(), "--for", "verified", "--timeout", "1s")
                        .exit())
                .isEqualTo(6);
        assertThat(heliograph("explain", prefix.toString()).out()).contains("broken");
        journey.assertRemoves(plain);
        journey.assertSoon("no finding is left", () -> doctor.codes(DOCKER02).isEmpty());
        journey.assertRemoves(routed);
    }

    /// Router1 advertises itself; a host that forwards no longer listens unless `accept_ra` is 2.
    @Test
    void aDefaultRouteThatWillExpireIsNamedAndDoctorMendsIt() {
        on(DOCKER02, "sysctl", "-w", "net.ipv6.conf.eth0.accept_ra=2");
        vtysh("no ipv6 nd suppress-ra", "ipv6 nd ra-interval 3");
        try {
            journey.assertSoon(
                    "a default route is learned",
                    () -> on(DOCKER02, "ip", "-6", "route", "show", "default").contains("proto ra"));
            on(DOCKER02, "sysctl", "-w", "net.ipv6.conf.eth0.accept_ra=1");
            journey.assertSoon("it is told", () -> doctor.codes(DOCKER02).contains(ReasonCode.ACCEPT_RA_LOST));
            assertThat(doctor.look(DOCKER02, "--fix", "--yes").error())
                    .contains("sysctl -w net.ipv6.conf.eth0.accept_ra=2");
            journey.assertSoon("it is mended", () -> !doctor.codes(DOCKER02).contains(ReasonCode.ACCEPT_RA_LOST));
        } finally {
            vtysh("ipv6 nd suppress-ra");
            on(DOCKER02, "sysctl", "-w", "net.ipv6.conf.eth0.accept_ra=0");
            on(DOCKER02, "ip", "-6", "route", "flush", "proto", "ra");
        }
    }

    @Test
    void anEngineThatDoesNotAnswerIsNamed() {
        journey.make("freeze:docker02");
        journey.assertSoon("it is told", () -> doctor.codes(DOCKER02).contains(ReasonCode.ENGINE_UNREACHABLE));
        doctor.assertTold(DOCKER02, ReasonCode.ENGINE_UNREACHABLE);
        journey.mend("freeze:docker02");
        journey.assertSoon("it is mended", () -> !doctor.codes(DOCKER02).contains(ReasonCode.ENGINE_UNREACHABLE));
    }

    @Test
    void aReflectorWithoutBirdIsNamedAndOneThatHasTooFewFiles() {
        var bird = journey.lab().programs().handle("rr02.bird").orElseThrow().pid();
        Command.run("prlimit", "--pid", Long.toString(bird), "--nofile=32:");
        journey.assertSoon("it is told", () -> doctor.codes(RR02).contains(ReasonCode.FILE_LIMIT_LOW));
        Command.run("prlimit", "--pid", Long.toString(bird), "--nofile=1024:");
        journey.assertSoon("it is mended", () -> !doctor.codes(RR02).contains(ReasonCode.FILE_LIMIT_LOW));

        journey.make("bird:rr02");
        journey.assertSoon("it is told", () -> doctor.codes(RR02).contains(ReasonCode.BIRD_UNREACHABLE));
        doctor.assertTold(RR02, ReasonCode.BIRD_UNREACHABLE);
        journey.mend("bird:rr02");
        journey.assertSoon("it is mended", () -> !doctor.codes(RR02).contains(ReasonCode.BIRD_UNREACHABLE));
        journey.assertAllSessionsUp();
    }

    @Test
    void aBirdThatIsTooOldIsNamedAndGetsNothing() {
        for (var node : List.of(DOCKER02, RR02)) {
            try (var _ = OldBirdAt.start(journey, node)) {
                journey.assertSoon("it is told", () -> doctor.codes(node).contains(ReasonCode.BIRD_TOO_OLD));
                doctor.assertTold(node, ReasonCode.BIRD_TOO_OLD);
                assertThat(doctor.look(node).output()).contains("BIRD 1.6.", "Install BIRD 2.0.12 or later");
                if (node == RR02) {
                    nothingIsAppliedTo(RR02);
                }
            }
            journey.assertSoon("it is mended", () -> !doctor.codes(node).contains(ReasonCode.BIRD_TOO_OLD));
            journey.assertAllSessionsUp();
        }
    }

    /// The other reflector carries on alone.
    private void nothingIsAppliedTo(LabNode reflector) {
        var before = current(reflector);
        var created = journey.createReachable(DOCKER01, 6);
        journey.assertSoon("it is refused", () -> ofConfiguration(reflector).contains(ReasonCode.BIRD_TOO_OLD));
        assertThat(current(reflector)).isEqualTo(before);
        journey.assertRemoves(created);
    }

    private List<ReasonCode> ofConfiguration(LabNode reflector) {
        return journey.lab().inventory().reflectors().stream()
                .filter(view -> view.reflector().value().equals(reflector.label()))
                .flatMap(view -> view.configuration().stream())
                .flatMap(apply -> apply.reason().stream())
                .map(Reason::code)
                .toList();
    }

    private Path current(LabNode node) {
        var link = journey.lab().settings().birdConfig(node).resolve("current");
        return Path.of(Command.run("readlink", link.toString()).strip());
    }

    @Test
    void aFullDiskIsNamed() {
        journey.make("stall:rr02");
        var data = journey.lab().settings().data(RR02);
        SmallDisk.fill(data);
        journey.mend("stall:rr02");
        try {
            var full = doctor.look(RR02);
            assertThat(full.exit()).as(full.output() + full.error()).isEqualTo(3);
            assertThat(full.output()).contains(ReasonCode.STATE_NOT_WRITABLE.name());
        } finally {
            SmallDisk.free(data);
        }
        assertThat(doctor.look(RR02).output()).doesNotContain(ReasonCode.STATE_NOT_WRITABLE.name());
    }

    @Test
    void aClockThatIsWrongIsNamed() {
        var settings = journey.lab().settings();
        var wrong = Command.attempt(
                NodeTools.command(settings, RR02, doctor.command()),
                WrongClock.of(1, NodeTools.environment(settings, RR02)),
                "");
        assertThat(wrong.exit()).as(wrong.output() + wrong.error()).isEqualTo(3);
        assertThat(wrong.output()).contains(ReasonCode.CLOCK_OFF.name());
        assertThat(doctor.look(RR02).output()).doesNotContain(ReasonCode.CLOCK_OFF.name());
    }

    /// Routes stand as they are, and the exit code tells this from a node that is ill.
    @Test
    void aNodeWhoseControlPlaneIsAwayIsNotIll() {
        journey.make("inventory");
        try {
            var away = doctor.look(RR02);
            assertThat(away.output()).contains(ReasonCode.INVENTORY_UNREACHABLE.name());
            assertThat(away.exit()).isEqualTo(7);
        } finally {
            journey.mend("inventory");
        }
        journey.assertSoon(
                "the fleet answers again",
                () -> heliograph("doctor", "--fleet").out().contains("reflector/rr02"));
    }

    private void assertBroken(Created created, ReasonCode code) {
        journey.assertSoon(
                created + " is broken by " + code,
                () -> route(created).broken().filter(why -> why.code() == code).isPresent());
        assertThat(Ping.from(journey.lab().namespace(ROUTER1), created.address(), MOMENT))
                .as("the finding is true")
                .isEmpty();
        assertThat(journey.hasRoute(created)).as("the route stands").isTrue();
        assertThat(doctor.codes(created.host())).contains(code);
    }

    private void assertMended(Created created) {
        journey.assertSoon(created + " is well", () -> route(created).isWell());
        journey.assertAnswers(created);
    }

    private RouteView route(Created created) {
        return journey.lab().inventory().routes().stream()
                .filter(route -> route.prefix().equals(created.prefix()))
                .findFirst()
                .orElseThrow();
    }

    private Cli.Run heliograph(String... words) {
        return Cli.run(journey.lab(), words);
    }

    private String bridge(Created created) {
        var id = journey.lab().engine(created.host()).docker("network", "inspect", "-f", "{{.Id}}", created.network());
        return "br-" + id.output().strip().substring(0, 12);
    }

    private String on(LabNode node, String... command) {
        return Command.run(Command.inNamespace(journey.lab().namespace(node), List.of(command)), Map.of(), "")
                .output();
    }

    private void vtysh(String... ofEth0) {
        var command = new ArrayList<>(List.of(
                "vtysh", "--vty_socket", journey.lab().settings().run(ROUTER1).toString()));
        Stream.concat(Stream.of("configure terminal", "interface eth0"), Stream.of(ofEth0))
                .forEach(line -> command.addAll(List.of("-c", line)));
        Command.run(command, Map.of(), "");
    }
}
