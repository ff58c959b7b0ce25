package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.doctor.NodeSight.Configuration;
import io.heliograph.cli.doctor.NodeSight.Engine;
import io.heliograph.cli.doctor.NodeSight.FleetWord;
import io.heliograph.cli.doctor.NodeSight.Machine;
import io.heliograph.cli.view.DoctorView;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.Paint;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.preflight.KernelFacts.LearnedDefault;
import io.heliograph.node.preflight.NeighbourTable;
import io.heliograph.node.subnets.DockerNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final NodeSettings HOST = settings(Map.of("HELIOGRAPH_CLUSTER", "lab"));
    private static final NodeSettings REFLECTOR =
            settings(Map.of("HELIOGRAPH_CLUSTER", "lab", "HELIOGRAPH_REFLECTOR", "rr01"));
    private static final Engine ENGINE = new Engine.Seen(
            "28.5.2",
            List.of(new DockerNetwork(
                    "0123456789abcdef",
                    "blue",
                    "bridge",
                    false,
                    true,
                    List.of("2001:db8:1::/64"),
                    Map.of(),
                    Map.of())));

    private static NodeSettings settings(Map<String, String> environment) {
        return NodeSettings.of(environment, "docker01").orElseThrow();
    }

    private static KernelFacts kernel(String forwarding, int neighbours) {
        return kernel(forwarding, new NeighbourTable(1024, neighbours));
    }

    private static KernelFacts kernel(String forwarding, NeighbourTable table) {
        return new KernelFacts(
                "6.1",
                Optional.of(forwarding),
                List.of(new LearnedDefault("eth0.7", "1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(table));
    }

    private static NodeSight sight(
            NodeSettings node, KernelFacts kernel, Optional<Reason> bus, Optional<FleetWord> fleet) {
        boolean host = node.role() == NodeSettings.Role.HOST;
        return new NodeSight(
                host ? Optional.of(ENGINE) : Optional.empty(),
                List.of(),
                kernel,
                Optional.of(BirdSight.of(Path.of("/run/bird/bird.ctl"), Optional.of("2.17.6"))),
                host ? OptionalInt.empty() : OptionalInt.of(1024),
                Optional.of(new Configuration("protocol bgp a {\n}\n".repeat(1000), NOW.minusSeconds(90))),
                new Machine(Optional.empty(), List.of()),
                List.of(),
                bus,
                fleet);
    }

    private static Set<ReasonCode> codes(NodeSettings node, NodeSight sight) {
        return Examination.of(node, sight, NOW).codes();
    }

    @Test
    void a_host_is_judged_by_the_rules_of_its_agent() {
        assertThat(codes(HOST, sight(HOST, kernel("0", 0), Optional.empty(), Optional.empty())))
                .containsExactlyInAnyOrder(ReasonCode.FORWARDING_OFF, ReasonCode.GATEWAY_MODE_NAT);
    }

    @Test
    void a_reflector_is_judged_by_the_sessions_that_its_configuration_has() {
        assertThat(codes(REFLECTOR, sight(REFLECTOR, kernel("0", 0), Optional.empty(), Optional.empty())))
                .containsExactlyInAnyOrder(ReasonCode.FILE_LIMIT_LOW, ReasonCode.NEIGHBOUR_TABLE_SMALL);
    }

    @Test
    void what_is_not_told_where_it_is_is_not_looked_for() {
        var checks = Examination.of(HOST, sight(HOST, kernel("1", 0), Optional.empty(), Optional.empty()), NOW)
                .checks();
        assertThat(checks)
                .filteredOn(check -> check.state() == Check.State.SKIPPED)
                .extracting(Check::name)
                .containsExactly("inventory");
    }

    @Test
    void a_control_plane_that_is_away_is_no_illness_of_the_node() {
        var away = Reason.of(ReasonCode.KAFKA_UNREACHABLE, "localhost:9092");
        var well = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
        var small = settings(Map.of("HELIOGRAPH_CLUSTER", "lab", "HELIOGRAPH_REFLECTOR", "rr01"));
        var sight = sight(small, well, Optional.of(away), Optional.empty());
        var roomy = new NodeSight(
                sight.engine(),
                sight.ipv4(),
                sight.kernel(),
                sight.bird(),
                OptionalInt.of(65_536),
                sight.configuration(),
                sight.machine(),
                sight.agent(),
                sight.bus(),
                sight.fleet());
        assertThat(Examination.of(small, roomy, NOW).lacksOnlyTheControlPlane()).isTrue();
        assertThat(Examination.of(small, sight, NOW).lacksOnlyTheControlPlane()).isFalse();
    }

    @Test
    void a_clock_that_is_off_is_told_and_the_way_of_an_answer_is_not() {
        var word = new FleetWord(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(-7)));
        var near = new FleetWord(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)));
        var kernel = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
        assertThat(codes(HOST, sight(HOST, kernel, Optional.empty(), Optional.of(word))))
                .contains(ReasonCode.CLOCK_OFF);
        assertThat(codes(HOST, sight(HOST, kernel, Optional.empty(), Optional.of(near))))
                .doesNotContain(ReasonCode.CLOCK_OFF);
    }

    /// The other way round, the machine is without a default route for as long as it takes to see it.
    @Test
    void router_advertisements_are_kept_before_forwarding_begins() {
        var off = sight(HOST, kernel("0", 0), Optional.empty(), Optional.empty());
        assertThat(Mends.of(Set.of(ReasonCode.FORWARDING_OFF), off))
                .containsExactly(
                        List.of("sysctl", "-w", "net.ipv6.conf.eth0/7.accept_ra=2"),
                        List.of("sysctl", "-w", "net.ipv6.conf.all.forwarding=1"));
        assertThat(Mends.of(Set.of(ReasonCode.FORWARD_POLICY_DROP), off)).isEmpty();
    }

    /// Not for those that are there now: of a reflector that cannot reach most of its hosts these are few.
    @Test
    void the_neighbour_table_gets_room_for_every_session() {
        var table = new NeighbourTable(256, 100);
        var small = sight(REFLECTOR, kernel("0", table), Optional.empty(), Optional.empty());
        var mends = Mends.of(Examination.of(REFLECTOR, small, NOW).codes(), small);
        assertThat(mends)
                .contains(
                        List.of("sysctl", "-w", "net.ipv6.neigh.default.gc_thresh3=4096"),
                        List.of("sysctl", "-w", "net.ipv6.neigh.default.gc_thresh1=1024"));
        assertThat(Examination.of(REFLECTOR, small, NOW).checks())
                .flatExtracting(Check::reasons)
                .extracting(Reason::mend)
                .anySatisfy(mend -> assertThat(mend).contains("gc_thresh3=4096,"));
    }

    @Test
    void the_answer_has_a_schema_and_each_finding_its_mend() {
        var found = Examination.of(HOST, sight(HOST, kernel("0", 0), Optional.empty(), Optional.empty()), NOW);
        var answer = DoctorView.of(found, new Paint(false));
        assertThat(answer.in(OutputFormat.JSON))
                .contains("\"schema\" : \"heliograph.doctor.v1\"", "\"FORWARDING_OFF\"");
        assertThat(answer.in(OutputFormat.TABLE))
                .contains(
                        "docker01 (host of cluster lab): 2 of 14 checks found trouble",
                        "ok       bird           BIRD 2.17.6",
                        "         FORWARDING_OFF: net.ipv6.conf.all.forwarding is 0. sysctl -w");
        assertThat(answer.in(OutputFormat.CSV)).startsWith("check,state,codes,text,mend\r\n");
    }

    @Test
    void a_machine_without_a_cluster_is_no_node() {
        assertThat(NodeSettings.of(Map.of("PATH", "/bin"), "laptop")).isEmpty();
        assertThat(REFLECTOR.name()).isEqualTo("rr01");
        assertThat(HOST.name()).isEqualTo("docker01");
    }
}
