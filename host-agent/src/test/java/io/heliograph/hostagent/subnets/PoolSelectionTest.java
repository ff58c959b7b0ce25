package io.heliograph.hostagent.subnets;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.subnets.AnnouncedSubnet;
import io.heliograph.node.subnets.DockerNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolSelectionTest {
    private static final DelegatedPool POOL = new DelegatedPool(Prefix.parse("2001:db8:0:100::/56"), 60, 64);

    private static AnnouncedSubnet subnet(String prefix) {
        return new AnnouncedSubnet(
                Prefix.parse(prefix),
                new DockerNetwork("id", "blue", "bridge", false, true, List.of(prefix), Map.of(), Map.of()));
    }

    @Test
    void what_lies_in_a_pool_with_an_admitted_length_is_inside() {
        var selection = PoolSelection.select(
                List.of(subnet("2001:db8:0:101::/64"), subnet("2001:db8:0:1f0::/60"), subnet("2001:db8:0:200::/64")),
                List.of(POOL));

        assertThat(selection.inside())
                .containsExactly(Prefix.parse("2001:db8:0:101::/64"), Prefix.parse("2001:db8:0:1f0::/60"));
        assertThat(selection.outside())
                .containsExactly(Reason.of(
                        ReasonCode.NETWORK_OUTSIDE_POOL, "blue", "2001:db8:0:200::/64", "2001:db8:0:100::/56"));
    }

    @Test
    void a_subnet_of_another_length_must_be_admitted_first() {
        var selection = PoolSelection.select(
                List.of(subnet("2001:db8:0:100::/58"), subnet("2001:db8:0:101::/80")), List.of(POOL));

        assertThat(selection.inside()).isEmpty();
        assertThat(selection.outside()).hasSize(2);
    }

    @Test
    void a_host_without_pools_is_told_nothing() {
        var selection = PoolSelection.select(List.of(subnet("2001:db8:0:101::/64")), List.of());

        assertThat(selection.inside()).isEmpty();
        assertThat(selection.outside()).isEmpty();
    }
}
