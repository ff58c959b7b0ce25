package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.LAB;
import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.address;
import static io.heliograph.inventory.admission.Given.report;
import static io.heliograph.inventory.admission.Given.subnet;
import static io.heliograph.inventory.admission.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetLedgerTest {
    private static final String A = "2001:db8:c001::/64";
    private static final String B = "2001:db8:c002::/64";

    private final FleetLedger ledger = new FleetLedger();

    @BeforeEach
    void one_cluster() {
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
    }

    @Test
    void a_newcomer_of_an_open_cluster_is_admitted_with_its_subnets() {
        var decision = ledger.report(report("docker07", 1, A, B), NOW);

        assertThat(decision.entries()).hasSize(1);
        var entry = host("docker07");
        assertThat(entry.standing()).isEqualTo(Standing.ADMITTED);
        assertThat(entry.isServed()).isTrue();
        assertThat(prefixes(entry)).containsExactly(A, B);
        assertThat(decision.routes()).extracting(RouteHealth::stage).containsExactly(Stage.ADMITTED, Stage.ADMITTED);
    }

    @ParameterizedTest
    @CsvSource({
        "::/0, DEFAULT_ROUTE_REFUSED",
        "2001:db8:d000::/64, PREFIX_OUTSIDE_AGGREGATES",
        "2001:db8:c000::/36, PREFIX_LENGTH_REFUSED",
        "2001:db8:c003::1/128, PREFIX_LENGTH_REFUSED",
        "fd00::/64, PREFIX_OUTSIDE_AGGREGATES",
    })
    void one_bad_subnet_is_refused_with_its_reason_and_the_good_one_goes_on(String bad, ReasonCode code) {
        ledger.report(report("docker07", 1, A, bad), NOW);

        var entry = host("docker07");
        assertThat(prefixes(entry)).containsExactly(A);
        assertThat(entry.quarantined()).singleElement().satisfies(subnet -> {
            assertThat(subnet.prefix()).isEqualTo(Prefix.parse(bad));
            assertThat(subnet.reason().code()).isEqualTo(code);
        });
    }

    @Test
    void special_ranges_are_refused_unless_the_cluster_allows_them() {
        ledger.declare(List.of(Given.cluster(JoinPolicy.OPEN, 4, "fc00::/7", "2001:db8:c000::/36")), NOW);
        ledger.report(report("docker07", 1, A, "fd00:1::/64"), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.PREFIX_SPECIAL);
    }

    @Test
    void the_holder_keeps_a_prefix_and_both_hosts_are_named() {
        ledger.report(report("docker07", 1, A), NOW);
        ledger.report(report("docker02", 1, A, B), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(prefixes(host("docker02"))).containsExactly(B);
        assertThat(host("docker02").quarantined()).singleElement().satisfies(subnet -> {
            assertThat(subnet.reason().code()).isEqualTo(ReasonCode.PREFIX_TAKEN);
            assertThat(subnet.reason().message()).contains("docker02", "docker07", A);
        });
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:c001::/48, 2001:db8:c001:5::/64", "2001:db8:c001:5::/64, 2001:db8:c001::/48"})
    void a_prefix_that_covers_or_lies_in_a_held_one_is_taken_too(String held, String claimed) {
        ledger.report(report("docker07", 1, held), NOW);
        ledger.report(report("docker02", 1, claimed), NOW);

        assertThat(prefixes(host("docker02"))).isEmpty();
        assertThat(host("docker02").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.PREFIX_TAKEN);
    }

    @Test
    void a_covering_prefix_is_refused_though_its_nearest_neighbour_is_the_host_s_own() {
        ledger.report(report("docker07", 1, "2001:db8:c001:1::/64"), NOW);
        ledger.report(report("docker02", 1, "2001:db8:c001:2::/64"), NOW);

        ledger.report(report("docker07", 2, "2001:db8:c001::/48"), NOW);

        assertThat(prefixes(host("docker07"))).isEmpty();
        assertThat(prefixes(host("docker02"))).containsExactly("2001:db8:c001:2::/64");
    }

    @Test
    void a_released_prefix_goes_to_the_first_waiting_host_by_name() {
        ledger.report(report("docker07", 1, A), NOW);
        ledger.report(report("docker03", 1, A), NOW);
        ledger.report(report("docker02", 1, A), NOW);

        var decision = ledger.report(report("docker07", 2), NOW);

        assertThat(prefixes(host("docker02"))).containsExactly(A);
        assertThat(prefixes(host("docker03"))).isEmpty();
        assertThat(decision.entries())
                .extracting(entry -> entry.key())
                .startsWith("lab/host/docker07", "lab/host/docker02");
        assertThat(decision.routes().getLast().host()).isEqualTo(new HostId("docker02"));
    }

    @Test
    void overlaps_inside_one_report_cost_the_longer_prefix_only() {
        ledger.report(report("docker07", 1, "2001:db8:c001::/48", "2001:db8:c001:5::/64", B), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly("2001:db8:c001::/48", B);
        assertThat(host("docker07").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.PREFIX_TAKEN);
    }

    @Test
    void beyond_the_limit_the_held_subnets_stay() {
        ledger.report(report("docker07", 1, "2001:db8:c00f::/64", "2001:db8:c00e::/64"), NOW);
        ledger.report(
                report(
                        "docker07",
                        2,
                        "2001:db8:c001::/64",
                        "2001:db8:c002::/64",
                        "2001:db8:c003::/64",
                        "2001:db8:c00f::/64",
                        "2001:db8:c00e::/64"),
                NOW);

        assertThat(prefixes(host("docker07"))).hasSize(4).contains("2001:db8:c00e::/64", "2001:db8:c00f::/64");
        assertThat(host("docker07").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.SUBNET_LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"'a\nb'", "'say \"no\"'", "'x\u0000'", "'back\\slash'"})
    void a_label_that_could_end_a_string_of_BIRD_is_refused(String value) {
        var bad = subnet(A, "blue", Map.of("heliograph.note", value));
        ledger.report(report("docker07", version(1, 1), List.of(bad, subnet(B))), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(B);
        assertThat(host("docker07").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.LABEL_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "probe, no, 1",
        "probe, False, 1",
        "probe, '', 1",
        "probe, ' false', 1",
        "probe, false, 0",
        "probe, true, 0",
        "advertise, no, 1",
        "advertise, '', 1",
        "advertise, true, 0"
    })
    void a_label_that_says_neither_yes_nor_no_is_refused_by_name(String name, String value, int refused) {
        var label = "heliograph." + name;
        var asked = subnet(A, "blue", Map.of(label, value));
        ledger.report(report("docker07", version(1, 1), List.of(asked, subnet(B))), NOW);

        assertThat(host("docker07").quarantined())
                .hasSize(refused)
                .allSatisfy(subnet -> assertThat(subnet.reason())
                        .isEqualTo(Reason.of(ReasonCode.LABEL_INVALID, "blue", label, value)));
    }

    @Test
    void a_network_name_with_a_quote_is_refused() {
        var bad = subnet(A, "blue\"; reject; #", Map.of());
        ledger.report(report("docker07", version(1, 1), List.of(bad)), NOW);

        assertThat(host("docker07").quarantined())
                .singleElement()
                .extracting(subnet -> subnet.reason().code())
                .isEqualTo(ReasonCode.LABEL_INVALID);
    }

    @Test
    void a_stranger_in_a_closed_cluster_waits_until_it_is_declared() {
        ledger.declare(List.of(Given.cluster(JoinPolicy.DECLARED, 4, "2001:db8:c000::/36")), NOW);
        ledger.report(report("docker07", 1, A), NOW);
        assertThat(host("docker07").standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.HOST_UNKNOWN);
        assertThat(host("docker07").quarantined()).hasSize(1);

        declareHost("docker07");

        assertThat(host("docker07").standing()).isEqualTo(Standing.ADMITTED);
        assertThat(prefixes(host("docker07"))).containsExactly(A);
    }

    @Test
    void a_report_for_an_unknown_cluster_waits_until_the_cluster_is_declared() {
        var elsewhere = new ClusterId("elsewhere");
        ledger.report(
                report("docker07", elsewhere, version(1, 1), address("docker07"), List.of(subnet(A)), List.of()), NOW);
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.CLUSTER_UNKNOWN);

        ledger.report(report("docker07", 2, A), NOW);

        assertThat(host("docker07").cluster()).isEqualTo(LAB);
        assertThat(host("docker07").standing()).isEqualTo(Standing.ADMITTED);
        assertThat(ledger.fleet().entry("elsewhere/host/docker07"))
                .hasValueSatisfying(entry -> assertThat(entry.lifecycle()).isEqualTo(Lifecycle.REMOVED));
    }

    @Test
    void an_admitted_host_that_reports_for_another_cluster_keeps_what_it_has() {
        ledger.report(report("docker07", 1, A), NOW);
        ledger.report(
                report("docker07", new ClusterId("other"), version(1, 2), address("docker07"), List.of(), List.of()),
                NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.CLUSTER_CHANGED);
    }

    @Test
    void an_address_that_belongs_to_another_is_refused_and_freed_when_the_other_goes() {
        ledger.report(report("docker07", 1, A), NOW);
        ledger.report(report("docker02", LAB, version(1, 1), address("docker07"), List.of(subnet(B)), List.of()), NOW);
        assertThat(host("docker02").standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(host("docker02").reason()).map(Reason::code).contains(ReasonCode.ADDRESS_TAKEN);
        assertThat(prefixes(host("docker07"))).containsExactly(A);

        remove("docker07");

        assertThat(host("docker02").standing()).isEqualTo(Standing.ADMITTED);
        assertThat(prefixes(host("docker02"))).containsExactly(B);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::11, ADDRESS_TAKEN",
        "2001:db8::1, ADDRESS_TAKEN",
        "fe80::1, FIELD_INVALID",
        "::, FIELD_INVALID"
    })
    void the_addresses_of_reflectors_and_routers_and_no_address_at_all_are_refused(String address, ReasonCode code) {
        ledger.report(
                report("docker07", LAB, version(1, 1), IpAddress.parse(address), List.of(subnet(A)), List.of()), NOW);

        assertThat(host("docker07").standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(host("docker07").reason()).map(Reason::code).contains(code);
    }

    @Test
    void an_admitted_host_with_a_taken_address_keeps_what_it_had() {
        ledger.report(report("docker07", 1, A), NOW);
        ledger.report(
                report("docker07", LAB, version(1, 2), IpAddress.parse("2001:db8::11"), List.of(), List.of()), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").address()).contains(address("docker07"));
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.ADDRESS_TAKEN);
    }

    @Test
    void two_names_with_one_protocol_name_are_told_apart() {
        var one = "docker5403670";
        var other = "docker16339811";
        assertThat(ProtocolName.of(new HostId(one))).isEqualTo(ProtocolName.of(new HostId(other)));

        ledger.report(report(one, 1, A), NOW);
        ledger.report(
                report(other, LAB, version(1, 1), IpAddress.parse("2001:db8::99"), List.of(subnet(B)), List.of()), NOW);

        assertThat(host(one).standing()).isEqualTo(Standing.ADMITTED);
        assertThat(host(other).standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(host(other).reason()).map(Reason::code).contains(ReasonCode.PROTOCOL_NAME_TAKEN);
    }

    @Test
    void a_removed_host_that_still_reports_stays_removed_and_says_so() {
        ledger.report(report("docker07", 1, A), NOW);
        remove("docker07");
        assertThat(host("docker07").lifecycle()).isEqualTo(Lifecycle.REMOVED);

        var decision = ledger.report(report("docker07", 2, A), NOW);

        assertThat(host("docker07").lifecycle()).isEqualTo(Lifecycle.REMOVED);
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.HOST_REMOVED);
        assertThat(decision.entries()).hasSize(1);
        assertThat(ledger.report(report("docker07", 3, A), NOW).entries()).isEmpty();
    }

    @Test
    void a_host_that_is_declared_again_begins_anew_though_its_disk_was_wiped() {
        ledger.report(report("docker07", version(9, 4), List.of(subnet(A))), NOW);
        remove("docker07");
        declareHost("docker07");

        ledger.report(report("docker07", version(1, 1), List.of(subnet(B))), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(B);
        assertThat(host("docker07").reason()).isEmpty();
    }

    @Test
    void a_repeated_and_an_older_report_are_dropped() {
        ledger.report(report("docker07", 2, A), NOW);

        for (var late : List.of(report("docker07", 2, B), report("docker07", 1, B))) {
            var decision = ledger.report(late, NOW);
            assertThat(decision.dropped()).map(Reason::code).contains(ReasonCode.REPORT_STALE);
            assertThat(decision.entries()).isEmpty();
        }
        assertThat(prefixes(host("docker07"))).containsExactly(A);
    }

    @Test
    void a_heartbeat_changes_nothing() {
        ledger.report(report("docker07", 1, A), NOW);
        var decision = ledger.report(report("docker07", 2, A), NOW.plusSeconds(30));
        assertThat(decision.entries()).isEmpty();
        assertThat(decision.routes()).isEmpty();
    }

    @Test
    void a_second_agent_of_one_identity_is_told_and_not_obeyed() {
        ledger.report(report("docker07", new ReportVersion(3, 1, "one"), List.of(subnet(A))), NOW);

        var decision = ledger.report(report("docker07", new ReportVersion(3, 5, "two"), List.of(subnet(B))), NOW);

        assertThat(decision.dropped()).map(Reason::code).contains(ReasonCode.IDENTITY_DUPLICATE);
        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").reason()).map(Reason::code).contains(ReasonCode.IDENTITY_DUPLICATE);
        assertThat(host("docker07").standing()).isEqualTo(Standing.ADMITTED);
        // The first goes on, and the doubt passes once the second is silent.
        ledger.report(report("docker07", new ReportVersion(3, 2, "one"), List.of(subnet(A))), NOW.plusSeconds(30));
        assertThat(host("docker07").reason()).isPresent();
        ledger.report(report("docker07", new ReportVersion(3, 3, "one"), List.of(subnet(A))), NOW.plusSeconds(600));
        assertThat(host("docker07").reason()).isEmpty();
    }

    @Test
    void an_agent_of_an_older_epoch_that_speaks_on_is_a_duplicate() {
        ledger.report(report("docker07", version(3, 1), List.of(subnet(A))), NOW);
        ledger.report(report("docker07", version(4, 1), List.of(subnet(A))), NOW);
        assertThat(host("docker07").reason()).isEmpty();

        var decision = ledger.report(report("docker07", version(3, 2), List.of(subnet(B))), NOW);

        assertThat(decision.dropped()).map(Reason::code).contains(ReasonCode.IDENTITY_DUPLICATE);
        assertThat(prefixes(host("docker07"))).containsExactly(A);
    }

    @Test
    void an_inventory_that_starts_does_not_go_by_a_clone_that_spoke_last() {
        ledger.report(report("docker07", version(3, 1), List.of(subnet(A))), NOW);
        var recorded = host("docker07");

        var next = new FleetLedger();
        next.recall(Given.cluster());
        next.recall(Given.reflector());
        next.recall(recorded);
        next.recall(report("docker07", version(3, 1), List.of(subnet(A))), NOW);
        next.recall(report("docker07", version(4, 1), List.of(subnet(A))), NOW);
        next.recall(report("docker07", version(3, 9), List.of()), NOW);
        next.begin(NOW);

        assertThat(prefixes(next.fleet().host(new HostId("docker07")).orElseThrow()))
                .containsExactly(A);
    }

    @Test
    void where_the_reports_were_lost_the_agent_that_was_obeyed_is_waited_for() {
        ledger.report(report("docker07", version(4, 1), List.of(subnet(A))), NOW);
        var docker07 = new HostId("docker07");

        var next = new FleetLedger();
        next.recall(Given.cluster());
        next.recall(Given.reflector());
        next.recall(host("docker07"));
        next.recall(report("docker07", version(3, 9), List.of()), NOW);
        next.begin(NOW);
        assertThat(prefixes(next.fleet().host(docker07).orElseThrow())).containsExactly(A);
        assertThat(next.report(report("docker07", version(3, 10), List.of()), NOW)
                        .dropped())
                .map(Reason::code)
                .contains(ReasonCode.IDENTITY_DUPLICATE);
        assertThat(prefixes(next.fleet().host(docker07).orElseThrow())).containsExactly(A);

        next.report(report("docker07", version(4, 2), List.of(subnet(B))), NOW);
        assertThat(prefixes(next.fleet().host(docker07).orElseThrow())).containsExactly(B);
    }

    @Test
    void while_the_engine_is_away_its_subnets_stand() {
        ledger.report(report("docker07", 1, A, "::/0"), NOW);
        var away = List.of(Reason.of(ReasonCode.ENGINE_UNREACHABLE, "unix:///var/run/docker.sock", "refused"));

        ledger.report(report("docker07", LAB, version(1, 2), address("docker07"), List.of(), away), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").quarantined()).hasSize(1);
        assertThat(host("docker07").preflight()).isEqualTo(away);
        ledger.report(report("docker07", 3), NOW);
        assertThat(prefixes(host("docker07"))).isEmpty();
    }

    @Test
    void a_narrower_aggregate_puts_what_is_outside_into_quarantine() {
        ledger.report(report("docker07", 1, A, B), NOW);
        ledger.declare(List.of(Given.cluster(JoinPolicy.OPEN, 4, "2001:db8:c001::/48")), NOW);

        assertThat(prefixes(host("docker07"))).containsExactly(A);
        assertThat(host("docker07").quarantined()).hasSize(1);
    }

    @Test
    void a_subnet_that_is_gone_is_told_as_removed() {
        ledger.report(report("docker07", 1, A), NOW);
        var decision = ledger.report(report("docker07", 2), NOW);
        assertThat(decision.routes()).singleElement().satisfies(route -> {
            assertThat(route.lifecycle()).isEqualTo(Lifecycle.REMOVED);
            assertThat(route.prefix()).isEqualTo(Prefix.parse(A));
        });
    }

    private void declareHost(String name) {
        var declaration = new FleetDeclaration(
                null, null, List.of(new HostDeclaration(new HostId(name), LAB, Optional.empty(), Optional.empty())));
        accept(Declarations.declare(declaration, ledger.fleet(), Given.DECLARED));
    }

    private void remove(String name) {
        accept(Declarations.remove(FleetCommand.Kind.HOST, name, ledger.fleet(), Given.DECLARED));
    }

    private void accept(CommandOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            ledger.declare(accepted.entries(), NOW);
        }
    }

    private HostEntry host(String name) {
        return ledger.fleet().host(new HostId(name)).orElseThrow();
    }

    private static List<String> prefixes(HostEntry entry) {
        return entry.admitted().stream()
                .map(subnet -> subnet.prefix().toString())
                .toList();
    }
}
