package io.heliograph.fleet;

import static io.heliograph.fleet.FleetLog.AT;
import static io.heliograph.fleet.FleetLog.cluster;
import static io.heliograph.fleet.FleetLog.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.Lifecycle;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final Fleet fleet = new Fleet();

    @Test
    void a_prefix_has_the_holder_that_was_admitted() {
        fleet.apply(host("a", "docker01", Lifecycle.ACTIVE, AT, "2001:db8:1::/64"));

        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::/64")))
                .contains(new PrefixOwners.Holding(Prefix.parse("2001:db8:1::/64"), new HostId("docker01")));
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::/48"))).isPresent();
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::1/128"))).isPresent();
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1:1::/64"))).isEmpty();
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:0:ffff::/64"))).isEmpty();
    }

    @Test
    void a_host_that_is_removed_holds_nothing_and_is_still_known() {
        fleet.apply(host("a", "docker01", Lifecycle.ACTIVE, AT, "2001:db8:1::/64"));
        fleet.apply(host("a", "docker01", Lifecycle.REMOVED, AT, "2001:db8:1::/64"));

        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::/64"))).isEmpty();
        assertThat(fleet.host(new HostId("docker01"))).isPresent();
    }

    @Test
    void a_subnet_that_its_host_gave_up_is_free() {
        fleet.apply(host("a", "docker01", Lifecycle.ACTIVE, AT, "2001:db8:1::/64", "2001:db8:2::/64"));
        fleet.apply(host("a", "docker01", Lifecycle.ACTIVE, AT, "2001:db8:2::/64"));

        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::/64"))).isEmpty();
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:2::/64"))).isPresent();
    }

    @Test
    void a_host_that_moved_is_where_it_is_active_although_its_old_partition_is_read_last() {
        fleet.apply(host("b", "docker01", Lifecycle.ACTIVE, AT.plusSeconds(2), "2001:db8:2::/64"));
        fleet.apply(host("a", "docker01", Lifecycle.ACTIVE, AT, "2001:db8:1::/64"));
        fleet.apply(host("a", "docker01", Lifecycle.REMOVED, AT.plusSeconds(1), "2001:db8:1::/64"));

        assertThat(fleet.host(new HostId("docker01")).orElseThrow().cluster()).isEqualTo(new ClusterId("b"));
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:2::/64"))).isPresent();
        assertThat(fleet.holderOf(Prefix.parse("2001:db8:1::/64"))).isEmpty();
    }

    @Test
    void a_removed_cluster_is_listed_and_not_found() {
        fleet.apply(cluster("a", Lifecycle.REMOVED));

        assertThat(fleet.cluster(new ClusterId("a"))).isEmpty();
        assertThat(fleet.clusters()).containsKey(new ClusterId("a"));
        assertThat(fleet.entry("a/cluster/a")).isPresent();
    }
}
