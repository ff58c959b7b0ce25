package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.PrefixRange;
import io.heliograph.fleet.wire.FleetJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchiesTest {
    private static final Change BECAUSE = new Change(Instant.EPOCH, "test", "test");
    private final Fleet fleet = new Fleet();

    @Test
    void what_a_cluster_and_those_below_it_announce_passes_upwards_and_nothing_down() {
        given(cluster("core", 1, ""), cluster("row", 2, parent("core", "")), cluster("rack", 3, parent("row", "")));
        given(reflector("rr1", "core"), reflector("rr2", "row"), reflector("rr3", "rack"));

        join();

        assertThat(entry("core").above()).isEmpty();
        assertThat(entry("core").below()).singleElement().satisfies(row -> {
            assertThat(row.reflectors())
                    .extracting(peer -> peer.reflector().value())
                    .containsExactly("rr2");
            assertThat(row.accepted()).extracting(PrefixRange::toString).hasSize(2);
            assertThat(prefixes(row.accepted())).containsExactly("2001:db8:200::/40", "2001:db8:300::/40");
            assertThat(row.offered()).isEmpty();
        });
        assertThat(entry("row").above()).hasValueSatisfying(core -> {
            assertThat(core.reflectors())
                    .extracting(peer -> peer.reflector().value())
                    .containsExactly("rr1");
            assertThat(core.accepted()).isEmpty();
            assertThat(prefixes(core.offered())).containsExactly("2001:db8:200::/40", "2001:db8:300::/40");
        });
        assertThat(entry("rack").below()).isEmpty();
    }

    @Test
    void a_child_that_asks_for_them_gets_the_routes_of_everybody_else() {
        given(cluster("core", 1, ""), cluster("a", 2, parent("core", ",\"routes\":true")));
        given(cluster("b", 3, parent("core", "")), cluster("aa", 4, parent("a", ",\"routes\":true")));

        join();

        assertThat(prefixes(entry("a").above().orElseThrow().accepted()))
                .containsExactly("2001:db8:100::/40", "2001:db8:300::/40");
        assertThat(prefixes(entry("aa").above().orElseThrow().accepted()))
                .containsExactly("2001:db8:100::/40", "2001:db8:200::/40", "2001:db8:300::/40");
        assertThat(entry("b").above().orElseThrow().accepted()).isEmpty();
        assertThat(entry("core").below())
                .extracting(AdjacentCluster::cluster)
                .extracting(ClusterId::value)
                .containsExactly("a", "b");
    }

    /// Both ends of a link are told the same, or a session never comes up.
    @Test
    void both_ends_have_the_same_words() {
        given(
                cluster("core", 1, ""),
                cluster("rack", 2, parent("core", ",\"reach\":\"MULTIHOP\",\"password\":\"up\"")));
        given(reflector("rr1", "core"), reflector("rr2", "rack"));

        join();

        var up = entry("rack").above().orElseThrow();
        var down = entry("core").below().getFirst();
        assertThat(up.link()).isEqualTo(down.link());
        assertThat(up.reach()).isEqualTo(down.reach());
        assertThat(up.holdTime()).isEqualTo(down.holdTime());
        assertThat(up.accepted()).isEqualTo(down.offered());
        assertThat(up.offered()).isEqualTo(down.accepted());
    }

    @Test
    void a_reflector_that_goes_changes_the_cluster_above() {
        given(cluster("core", 1, ""), cluster("rack", 2, parent("core", "")));
        given(reflector("rr2", "rack"));
        join();
        var removed = fleet.reflector(new ReflectorId("rr2")).orElseThrow();

        given(removed.with(io.heliograph.fleet.event.Lifecycle.REMOVED, BECAUSE));

        assertThat(Hierarchies.changed(fleet, BECAUSE))
                .extracting(FleetEntry::key)
                .containsExactly("core/cluster/core");
    }

    @Test
    void a_circle_and_a_parent_of_another_as_lead_nowhere() {
        given(cluster("a", 1, parent("b", "")), cluster("b", 2, parent("a", "")), cluster("c", 3, parent("c", "")));
        given(cluster("other", 4, "", 65099), cluster("d", 5, parent("other", "")));

        join();

        assertThat(entry("c").hierarchy()).isEmpty();
        assertThat(entry("d").hierarchy()).isEmpty();
        assertThat(entry("a").below()).hasSize(1);
    }

    private void join() {
        Hierarchies.changed(fleet, BECAUSE).forEach(fleet::apply);
        assertThat(Hierarchies.changed(fleet, BECAUSE)).isEmpty();
    }

    private void given(FleetEntry... entries) {
        List.of(entries).forEach(fleet::apply);
    }

    private ClusterEntry entry(String name) {
        return fleet.cluster(new ClusterId(name)).orElseThrow();
    }

    private static List<String> prefixes(List<PrefixRange> ranges) {
        return ranges.stream().map(range -> range.prefix().toString()).toList();
    }

    private static String parent(String name, String more) {
        return ",\"parent\":{\"cluster\":\"" + name + "\"" + more + "}";
    }

    private static FleetEntry cluster(String name, int block, String bgp) {
        return cluster(name, block, bgp, 65001);
    }

    private static FleetEntry cluster(String name, int block, String bgp, long asn) {
        return read("""
                {"kind":"cluster","cluster":"%s","asn":%d,"aggregates":["2001:db8:%d00::/40"],
                 "subnetLength":{"shortest":48,"longest":64},"allowSpecialRanges":[],"join":"OPEN","subnetsPerHost":256,
                 "bgp":{"reach":"DIRECT","holdTime":"PT9S"%s},"upstreams":[],"lifecycle":"ACTIVE",
                 "change":{"at":"1970-01-01T00:00:00Z","by":"test","why":"test"}}""".formatted(name, asn, block, bgp));
    }

    private static FleetEntry reflector(String name, String cluster) {
        return read("""
                {"kind":"reflector","reflector":"%s","cluster":"%s","address":"2001:db8::%s","lifecycle":"ACTIVE",
                 "change":{"at":"1970-01-01T00:00:00Z","by":"test","why":"test"}}""".formatted(name, cluster, name.charAt(2)));
    }

    private static FleetEntry read(String json) {
        try {
            return FleetJson.mapper().readValue(json, FleetEntry.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
