package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static io.heliograph.inventory.admission.Given.subnet;
import static io.heliograph.inventory.admission.Given.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A network asks for communities by a label, and gets those that its cluster lists.
class RouteCommunitiesTest {
    private static final String A = "2001:db8:c000:1::/64";
    private static final String B = "2001:db8:c000:2::/64";

    private final FleetLedger ledger = new FleetLedger();

    @BeforeEach
    void declare() throws Exception {
        ledger.declare(List.of(allowing("65001:100", "65001:1:2")), NOW);
    }

    private static ClusterEntry allowing(String... communities) throws Exception {
        var cluster = Given.cluster();
        var bgp = FleetJson.mapper()
                .readValue(
                        "{\"reach\":\"DIRECT\",\"holdTime\":\"PT9S\",\"networkCommunities\":%s}"
                                .formatted(FleetJson.mapper().writeValueAsString(communities)),
                        BgpOptions.class);
        return new ClusterEntry(
                cluster.cluster(),
                cluster.asn(),
                cluster.aggregates(),
                cluster.subnetLength(),
                cluster.allowSpecialRanges(),
                cluster.join(),
                cluster.subnetsPerHost(),
                bgp,
                cluster.upstreams(),
                cluster.lifecycle(),
                cluster.change());
    }

    @Test
    void a_network_gets_what_it_asks_for() {
        ask("65001:1:2, 65001:100");

        assertThat(host().admitted())
                .first()
                .satisfies(subnet -> assertThat(subnet.communities().orElseThrow())
                        .containsExactly(Community.parse("65001:100"), Community.parse("65001:1:2")));
        assertThat(host().admitted())
                .last()
                .satisfies(subnet -> assertThat(subnet.communities()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            65001:101           | COMMUNITY_REFUSED | asks for the community 65001:101
            65001:100,65535:666 | COMMUNITY_REFUSED | asks for the community 65535:666
            no-export           | LABEL_INVALID     | 'no-export'
            65001:100,          | LABEL_INVALID     | '65001:100,'
            ''                  | LABEL_INVALID     | ''
            """)
    void what_it_cannot_have_costs_it_its_route_and_no_other(String label, ReasonCode code, String what) {
        ask(label);

        assertThat(host().admitted())
                .singleElement()
                .satisfies(subnet -> assertThat(subnet.prefix().toString()).isEqualTo(B));
        assertThat(host().quarantined()).singleElement().satisfies(subnet -> {
            assertThat(subnet.reason().code()).isEqualTo(code);
            assertThat(subnet.reason().message()).contains(what);
        });
    }

    @Test
    void a_network_made_anew_with_another_label_keeps_its_times() {
        ask("65001:100");
        var before = host().admitted().getFirst();
        ledger.report(
                report(
                        "docker07",
                        version(1, 2),
                        List.of(subnet(A, "blue", Map.of(RouteCommunities.LABEL, "65001:1:2")), subnet(B))),
                NOW.plusSeconds(9));

        var after = host().admitted().getFirst();
        assertThat(after.communities().orElseThrow()).containsExactly(Community.parse("65001:1:2"));
        assertThat(after.admittedAt()).isEqualTo(before.admittedAt());
    }

    @Test
    void a_list_that_grows_shorter_is_judged_again() throws Exception {
        ask("65001:100");
        ledger.declare(List.of(allowing("65001:1:2")), NOW);

        assertThat(host().quarantined())
                .singleElement()
                .satisfies(subnet -> assertThat(subnet.reason().code()).isEqualTo(ReasonCode.COMMUNITY_REFUSED));
    }

    private void ask(String label) {
        ledger.report(
                report(
                        "docker07",
                        version(1, 1),
                        List.of(subnet(A, "blue", Map.of(RouteCommunities.LABEL, label)), subnet(B))),
                NOW);
    }

    private HostEntry host() {
        return ledger.fleet().host(new HostId("docker07")).orElseThrow();
    }
}
