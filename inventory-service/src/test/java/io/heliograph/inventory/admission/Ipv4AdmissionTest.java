package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/// IPv4 subnets of hosts with IPv6 addresses: admitted where the cluster's sessions carry them.
class Ipv4AdmissionTest {
    private static final String A = "2001:db8:c000:1::/64";
    private static final String IPV4 = "10.128.1.0/24";

    private final FleetLedger ledger = new FleetLedger();

    private static FleetDeclaration declaration(String more) throws Exception {
        return FleetJson.mapper().readValue("""
                {"clusters": [{"cluster": "lab", "asn": 65001, "join": "OPEN",
                  "aggregates": ["2001:db8:c000::/36", "10.128.0.0/9"],
                  "allowSpecialRanges": ["DOCUMENTATION", "V4_PRIVATE_10"], %s}]}""".formatted(more), FleetDeclaration.class);
    }

    private static List<FleetEntry> entries(String more) throws Exception {
        var outcome = Declarations.declare(declaration(more), new Fleet(), Given.DECLARED);
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        return ((CommandOutcome.Accepted) outcome).entries();
    }

    private HostEntry host() {
        return ledger.fleet().host(new HostId("docker07")).orElseThrow();
    }

    private List<String> admitted() {
        return host().admitted().stream()
                .map(subnet -> subnet.prefix().toString())
                .toList();
    }

    private List<ReasonCode> refused() {
        return host().quarantined().stream()
                .map(subnet -> subnet.reason().code())
                .toList();
    }

    private static final String ON =
            "\"bgp\": {\"reach\": \"DIRECT\", \"holdTime\": \"PT9S\", \"ipv4\": \"EXTENDED_NEXT_HOP\"}";
    private static final String OFF = "\"subnetsPerHost\": 9";

    @Test
    void what_no_session_carries_is_refused_by_the_name_of_the_option_and_costs_the_host_nothing_else()
            throws Exception {
        ledger.declare(entries(OFF), NOW);
        ledger.report(report("docker07", 1, A, IPV4), NOW);

        assertThat(admitted()).containsExactly(A);
        assertThat(host().quarantined()).singleElement().satisfies(subnet -> {
            assertThat(subnet.reason().code()).isEqualTo(ReasonCode.IPV4_NOT_CARRIED);
            assertThat(subnet.reason().message()).contains(IPV4, "docker07", "2001:db8::1:07".replace(":07", ":7"));
            assertThat(subnet.reason().mend()).contains("bgp.ipv4: EXTENDED_NEXT_HOP", "lab");
        });
    }

    @Test
    void where_it_is_carried_it_has_bounds_of_its_own() throws Exception {
        ledger.declare(entries(ON), NOW);
        ledger.report(report("docker07", 1, A, IPV4, "10.128.2.0/30", "10.64.0.0/24"), NOW);

        assertThat(admitted()).containsExactly(IPV4, A);
        assertThat(refused())
                .containsExactlyInAnyOrder(ReasonCode.PREFIX_LENGTH_REFUSED, ReasonCode.PREFIX_OUTSIDE_AGGREGATES);
    }

    @Test
    void the_bounds_are_the_operators() throws Exception {
        ledger.declare(entries(ON + ", \"ipv4SubnetLength\": {\"shortest\": 25, \"longest\": 30}"), NOW);
        ledger.report(report("docker07", 1, A, IPV4, "10.128.2.0/30"), NOW);

        assertThat(admitted()).containsExactly("10.128.2.0/30", A);
        assertThat(refused()).containsExactly(ReasonCode.PREFIX_LENGTH_REFUSED);
    }

    @Test
    void switching_it_off_takes_the_subnet_out_with_the_reason_and_on_again_brings_it_back() throws Exception {
        ledger.declare(entries(ON), NOW);
        ledger.report(report("docker07", 1, A, IPV4), NOW);
        ledger.declare(entries(OFF), NOW);
        ledger.report(report("docker07", 2, A, IPV4), NOW);
        assertThat(admitted()).containsExactly(A);
        assertThat(refused()).containsExactly(ReasonCode.IPV4_NOT_CARRIED);

        ledger.declare(entries(ON), NOW);
        ledger.report(report("docker07", 3, A, IPV4), NOW);
        assertThat(admitted()).containsExactly(IPV4, A);
    }

    /// A session carries the family of its addresses in any case.
    @Test
    void a_host_with_an_ipv4_address_needs_no_option() throws Exception {
        ledger.declare(entries("\"subnetLength\": {\"shortest\": 24, \"longest\": 64}"), NOW);
        var report = report(
                "docker07",
                Given.LAB,
                Given.version(1, 1),
                IpAddress.parse("192.0.2.7"),
                List.of(Given.subnet(IPV4)),
                List.of());
        ledger.report(report, NOW);

        assertThat(admitted()).containsExactly(IPV4);
    }
}
