package io.heliograph.inventory.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyRulesTest {
    private static final String CORE = cluster("core", 65001, 1, "DIRECT", "");
    private static final String RACK = cluster("rack", 65001, 2, "DIRECT", "\"parent\":{\"cluster\":\"core\"}");
    private static final String REFLECTORS =
            reflector("rr01", "core", 11, "") + "," + reflector("rr11", "rack", 21, "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            core DIRECT    | core2 65001 2 DIRECT 'parent':{'cluster':'nowhere'} | PARENT_UNKNOWN | the parent nowhere, which is not declared | Declare the parent
            core DIRECT    | rack 65099 2 DIRECT 'parent':{'cluster':'core'}   | PARENT_OTHER_AS | rack is AS 65099 and its parent core is AS 65001 | upstreams of the other
            core DIRECT    | rack 65001 1 DIRECT 'parent':{'cluster':'core'}   | AGGREGATES_OVERLAP | 2001:db8:100::/40 of cluster core | blocks of its own
            core DIRECT    | rack 65001 2 DIRECT 'parent':{'cluster':'rack'}   | PARENT_CYCLE | above itself: rack → rack | another parent
            core DIRECT    | rack 65001 2 MULTIHOP 'parent':{'cluster':'core'} | FIELD_INVALID | bgp.parent.reach has the invalid value MULTIHOP | of the parent core
            core MULTIHOP  | rack 65001 2 DIRECT 'parent':{'cluster':'core','reach':'MULTIHOP','routes':true} | FIELD_INVALID | bgp.parent.routes has the invalid value true | bgp.reach MULTIHOP
            """)
    void a_parent_that_cannot_be_had_is_refused(String core, String child, ReasonCode code, String what, String mend)
            throws Exception {
        var words = child.split(" ");
        var text = cluster(
                words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]), words[3], words[4].replace('\'', '"'));

        assertThat(refused(new Fleet(), clusters(cluster("core", 65001, 1, core.split(" ")[1], ""), text)))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(code);
                    assertThat(reason.message()).contains(what);
                    assertThat(reason.mend()).contains(mend);
                });
    }

    @Test
    void two_clusters_are_told_of_each_other() throws Exception {
        var ledger = new FleetLedger();
        var decision = ledger.declare(
                accepted(Declarations.declare(read(clusters(CORE, RACK), REFLECTORS), ledger.fleet(), Given.DECLARED))
                        .entries(),
                Given.NOW);

        var rack = entry(ledger, "rack");
        assertThat(rack.above().orElseThrow().reflectors())
                .extracting(peer -> peer.reflector().value())
                .containsExactly("rr01");
        assertThat(entry(ledger, "core").below())
                .extracting(AdjacentCluster::cluster)
                .containsExactly(new ClusterId("rack"));
        assertThat(decision.entries()).contains(rack, entry(ledger, "core"));
        assertThat(Declarations.declare(read(clusters(CORE, RACK), REFLECTORS), ledger.fleet(), Given.DECLARED))
                .as("the same again changes nothing")
                .isInstanceOfSatisfying(
                        CommandOutcome.Accepted.class,
                        again -> assertThat(again.entries()).isEmpty());
    }

    /// What an inventory that died between two records left undone, the next one does.
    @Test
    void the_next_inventory_makes_up_for_what_was_not_told() throws Exception {
        var ledger = new FleetLedger();
        accepted(Declarations.declare(read(clusters(CORE, RACK), REFLECTORS), new Fleet(), Given.DECLARED))
                .entries()
                .forEach(ledger::recall);

        ledger.begin(Given.NOW);

        assertThat(entry(ledger, "core").below()).hasSize(1);
    }

    @Test
    void a_cluster_with_children_stays_and_one_without_goes() throws Exception {
        var fleet = fleet(clusters(CORE, RACK), "");

        assertThat(Declarations.remove(FleetCommand.Kind.CLUSTER, "core", fleet, Given.DECLARED))
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        refused -> assertThat(refused.reasons()).singleElement().satisfies(reason -> {
                            assertThat(reason.code()).isEqualTo(ReasonCode.CLUSTER_HAS_CHILDREN);
                            assertThat(reason.message()).contains("core is the parent of rack");
                        }));
        assertThat(Declarations.remove(FleetCommand.Kind.CLUSTER, "rack", fleet, Given.DECLARED))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    /// The child says nothing this time.
    @Test
    void a_parent_that_is_declared_anew_is_judged_with_its_children() throws Exception {
        var fleet = fleet(clusters(CORE, RACK), "");

        assertThat(refused(fleet, clusters(cluster("core", 65009, 1, "DIRECT", ""))))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.PARENT_OTHER_AS);
        assertThat(refused(fleet, clusters(cluster("core", 65001, 2, "DIRECT", ""))))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.AGGREGATES_OVERLAP);
        assertThat(refused(fleet, clusters(cluster("core", 65001, 1, "DIRECT", "\"parent\":{\"cluster\":\"rack\"}"))))
                .extracting(Reason::code)
                .containsOnly(ReasonCode.PARENT_CYCLE);
    }

    @Test
    void two_clusters_of_a_hierarchy_do_not_share_a_cluster_id() throws Exception {
        var fleet = fleet(clusters(CORE, RACK), reflector("rr01", "core", 11, "\"clusterId\":\"192.0.2.9\""));

        assertThat(refused(fleet, "", reflector("rr11", "rack", 21, "\"clusterId\":\"192.0.2.9\"")))
                .singleElement()
                .satisfies(reason -> assertThat(reason.mend()).contains("reflector rr01 of cluster core"));
        assertThat(Declarations.declare(
                        read("", reflector("rr02", "core", 12, "\"clusterId\":\"192.0.2.9\"")), fleet, Given.DECLARED))
                .as("one cluster may share one")
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void more_levels_than_anybody_needs_are_refused() throws Exception {
        var all = new StringBuilder(cluster("c1", 65001, 1, "DIRECT", ""));
        for (int i = 2; i <= 9; i++) {
            all.append(',')
                    .append(cluster("c" + i, 65001, i, "DIRECT", "\"parent\":{\"cluster\":\"c" + (i - 1) + "\"}"));
        }

        assertThat(refused(new Fleet(), all.toString()))
                .singleElement()
                .satisfies(reason -> assertThat(reason.mend()).contains("8 clusters above each other"));
    }

    private static Fleet fleet(String clusters, String reflectors) throws Exception {
        var fleet = new Fleet();
        accepted(Declarations.declare(read(clusters, reflectors), fleet, Given.DECLARED))
                .entries()
                .forEach(fleet::apply);
        return fleet;
    }

    private static ClusterEntry entry(FleetLedger ledger, String name) {
        return ledger.fleet().cluster(new ClusterId(name)).orElseThrow();
    }

    private static CommandOutcome.Accepted accepted(CommandOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        return (CommandOutcome.Accepted) outcome;
    }

    private static List<Reason> refused(Fleet fleet, String clusters, String... reflectors) throws Exception {
        var outcome = Declarations.declare(read(clusters, String.join(",", reflectors)), fleet, Given.DECLARED);
        assertThat(outcome).isInstanceOf(CommandOutcome.Refused.class);
        return ((CommandOutcome.Refused) outcome).reasons();
    }

    private static String clusters(String... clusters) {
        return String.join(",", clusters);
    }

    private static String cluster(String name, long asn, int block, String reach, String bgp) {
        return """
                {"cluster":"%s","asn":%d,"aggregates":["2001:db8:%d00::/40"],
                 "bgp":{"reach":"%s","holdTime":"PT9S"%s}}""".formatted(name, asn, block, reach, bgp.isEmpty() ? "" : "," + bgp);
    }

    private static String reflector(String name, String cluster, int address, String bgp) {
        return """
                {"reflector":"%s","cluster":"%s","address":"2001:db8::%d","bgp":{%s}}""".formatted(name, cluster, address, bgp);
    }

    private static FleetDeclaration read(String clusters, String reflectors) throws Exception {
        return FleetJson.mapper()
                .readValue(
                        "{\"clusters\":[" + clusters + "],\"reflectors\":[" + reflectors + "]}",
                        FleetDeclaration.class);
    }
}
