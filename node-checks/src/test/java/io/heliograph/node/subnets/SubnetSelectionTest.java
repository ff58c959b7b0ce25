package io.heliograph.node.subnets;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// IPv4 subnets are everywhere, and few of them are anybody else's concern.
class SubnetSelectionTest {
    private static final List<Prefix> AGGREGATES = List.of(Prefix.parse("10.128.0.0/9"));
    private static final DockerNetwork DOCKERS_OWN = network("bridge", false, "172.17.0.0/16");
    private static final DockerNetwork BOTH = network("both", true, "10.128.7.0/24", "2001:db8:7::/64");
    private static final DockerNetwork IPV4 = network("four", false, "10.128.8.0/24", "fd00:1::/64");

    private static DockerNetwork network(String name, boolean ipv6, String... subnets) {
        return new DockerNetwork(name + "-id", name, "bridge", false, ipv6, List.of(subnets), Map.of(), Map.of());
    }

    private static List<String> announced(SubnetSelection selection) {
        return selection.announced().stream()
                .map(subnet -> subnet.prefix().toString())
                .toList();
    }

    @Test
    void where_ipv4_is_not_carried_nobody_hears_of_it() {
        var selection = SubnetSelection.select(List.of(DOCKERS_OWN, BOTH, IPV4));

        assertThat(announced(selection)).containsExactly("2001:db8:7::/64");
        assertThat(selection.notAnnounced())
                .allSatisfy(reason -> assertThat(reason.code()).isEqualTo(ReasonCode.NETWORK_WITHOUT_IPV6))
                .hasSize(2);
    }

    @Test
    void what_lies_in_an_aggregate_is_announced_with_or_without_ipv6() {
        var selection = SubnetSelection.select(List.of(BOTH, IPV4), AGGREGATES);

        assertThat(announced(selection)).containsExactly("10.128.7.0/24", "10.128.8.0/24", "2001:db8:7::/64");
        assertThat(selection.notAnnounced()).isEmpty();
    }

    /// A network that is routed by IPv6 and hidden by IPv4 is what every network was before.
    @Test
    void what_docker_gave_by_itself_is_left_out_and_named_only_where_there_is_nothing_else() {
        var selection = SubnetSelection.select(
                List.of(DOCKERS_OWN, network("mixed", true, "172.18.0.0/16", "2001:db8:9::/64")), AGGREGATES);

        assertThat(announced(selection)).containsExactly("2001:db8:9::/64");
        assertThat(selection.notAnnounced()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.NETWORK_IPV4_OUTSIDE);
            assertThat(reason.message()).contains("bridge", "172.17.0.0/16", "10.128.0.0/9");
        });
    }
}
