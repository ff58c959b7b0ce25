package io.heliograph.inventory.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgpRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "hostAsn":65001                                 | {}                 | hostAsn has the invalid value 65001      | leave it out
            "hostAsn":65000                                 | {}                 | router1.asn has the invalid value 65000  | another AS than hostAsn
            "receiveLimit":{"routes":255,"action":"BLOCK"}  | {}                 | receiveLimit has the invalid value 255   | which is 256
            "bfd":true                                      | {"asn":65001,"prepend":1} | router1.prepend has the invalid value 1 | 0 for an upstream of the cluster's AS
            "defaultRoute":true                             | {}                 | bgp.defaultRoute has the invalid value true | an upstream with defaultRoute
            "ipv4":"EXTENDED_NEXT_HOP" | {}  | bgp.ipv4 has the invalid value EXTENDED_NEXT_HOP | an IPv4 prefix among the aggregates
            "bfd":true | {"ipv4":"EXTENDED_NEXT_HOP"} | router1.ipv4 has the invalid value EXTENDED_NEXT_HOP | bgp.ipv4: EXTENDED_NEXT_HOP on the cluster
            "aoKey":7                                       | {}                 | bgp.aoKey has the invalid value 7            | a password beside it
            "bfd":true                                      | {"aoKey":7}        | router1.aoKey has the invalid value 7        | a password beside it
            "bfd":true          | {"defaultRoute":true,"reach":"MULTIHOP"} | router1.defaultRoute has the invalid value true | reach DIRECT
            """)
    void options_that_would_drop_routes_together_are_refused(String bgp, String upstream, String what, String expected)
            throws Exception {
        assertThat(refused(bgp, upstream)).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.FIELD_INVALID);
            assertThat(reason.message()).contains("cluster lab.").contains(what);
            assertThat(reason.mend()).startsWith("Expected: ").contains(expected);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "hostAsn":65010                                 | {"prepend":10}
            "receiveLimit":{"routes":256,"action":"BLOCK"}  | {"asn":65001,"prepend":0}
            "meshed":true,"bfd":true                        | {"asn":65001,"communities":["65001:1"]}
            "defaultRoute":true,"password":"hosts"          | {"defaultRoute":true,"password":"uplink"}
            """)
    void options_that_go_together_are_declared(String bgp, String upstream) throws Exception {
        assertThat(declare(bgp, upstream)).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void the_change_names_each_option_that_differs() throws Exception {
        var fleet = new Fleet();
        fleet.apply(accepted(declare("\"bfd\":false", "{}")).entries().getFirst());
        var change = accepted(Declarations.declare(declaration("""
                                "bfd":true,"ttlSecurity":true,"importLimitAction":"WARN","gracefulRestartTime":"PT1M",
                                "longLivedStaleTime":"PT1H","addPaths":"TX","hostAsn":65010,"meshed":true,
                                "receiveLimit":{"routes":300,"action":"DISABLE"},"password":"hosts","communities":["65001:9"],
                                "networkCommunities":["65001:7"],"defaultRoute":true,"aoKey":7""", """
                                {"reach":"DIRECT","holdTime":"PT30S","password":"uplink","ttlSecurity":true,"bfd":true,"prepend":2,"communities":["65001:1"],
                                 "defaultRoute":true,"nextHop":"SELF","aoKey":8}"""), fleet, Given.DECLARED))
                .changes()
                .getFirst();

        assertThat(change.fields())
                .containsExactly(
                        "bgp.addPaths: (none) → TX",
                        "bgp.aoKey: (none) → 7",
                        "bgp.bfd: (none) → true",
                        "bgp.communities: (none) → [65001:9]",
                        "bgp.defaultRoute: (none) → true",
                        "bgp.gracefulRestartTime: (none) → PT1M",
                        "bgp.hostAsn: (none) → 65010",
                        "bgp.importLimitAction: (none) → WARN",
                        "bgp.longLivedStaleTime: (none) → PT1H",
                        "bgp.meshed: (none) → true",
                        "bgp.networkCommunities: (none) → [65001:7]",
                        "bgp.password: (none) → hosts",
                        "bgp.receiveLimit: (none) → 300 DISABLE",
                        "bgp.ttlSecurity: (none) → true",
                        "upstreams: [router1 2001:db8::1 AS65000] → [router1 2001:db8::1 AS65000 reach=DIRECT "
                                + "holdTime=PT30S password=uplink ttlSecurity bfd "
                                + "prepend=2 communities=[65001:1] defaultRoute nextHop=SELF aoKey=8]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "upstreams":["router2"]  | upstreams has the invalid value router2 | [router1]
            "source":"192.0.2.1"     | source has the invalid value 192.0.2.1  | of the family of its address
            "source":"2001:db8::1"   | 2001:db8::1, which belongs to upstream router1 | an address of its own
            """)
    void an_option_of_a_reflector_that_cannot_be_had_is_refused(String options, String what, String expected)
            throws Exception {
        var outcome = Declarations.declare(reflector(options), withLab(), Given.DECLARED);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        refused -> assertThat(refused.reasons()).singleElement().satisfies(reason -> {
                            assertThat(reason.message())
                                    .containsIgnoringCase("reflector rr01")
                                    .contains(what);
                            assertThat(reason.mend()).contains(expected);
                        }));
    }

    @Test
    void the_options_of_a_reflector_are_declared_and_named() throws Exception {
        var fleet = withLab();
        accepted(Declarations.declare(reflector(""), fleet, Given.DECLARED))
                .entries()
                .forEach(fleet::apply);
        var change = accepted(Declarations.declare(reflector("""
                        "clusterId":"192.0.2.9","source":"2001:db8::111","upstreams":["router1"],"kernelExport":true"""), fleet, Given.DECLARED))
                .changes()
                .getFirst();

        assertThat(change.fields())
                .containsExactly(
                        "bgp.clusterId: (none) → 192.0.2.9",
                        "bgp.kernelExport: (none) → true",
                        "bgp.source: (none) → 2001:db8::111",
                        "bgp.upstreams: (none) → [router1]");
    }

    private static Fleet withLab() throws Exception {
        var fleet = new Fleet();
        accepted(declare("\"bfd\":false", "{}")).entries().forEach(fleet::apply);
        return fleet;
    }

    private static FleetDeclaration reflector(String options) throws Exception {
        return FleetJson.mapper().readValue("""
                {"reflectors": [{"reflector": "rr01", "cluster": "lab", "address": "2001:db8::11", "bgp": {%s}}]}""".formatted(options), FleetDeclaration.class);
    }

    private static CommandOutcome.Accepted accepted(CommandOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        return (CommandOutcome.Accepted) outcome;
    }

    private static List<Reason> refused(String bgp, String upstream) throws Exception {
        var outcome = declare(bgp, upstream);
        assertThat(outcome).isInstanceOf(CommandOutcome.Refused.class);
        return ((CommandOutcome.Refused) outcome).reasons();
    }

    private static CommandOutcome declare(String bgp, String upstream) throws Exception {
        return Declarations.declare(declaration(bgp, upstream), new Fleet(), Given.DECLARED);
    }

    /// A cluster of AS 65001 with an upstream of AS 65000, and what is given of either besides.
    private static FleetDeclaration declaration(String bgp, String upstream) throws Exception {
        var router = FleetJson.mapper().createObjectNode();
        router.put("upstream", "router1").put("address", "2001:db8::1").put("asn", 65000);
        FleetJson.mapper()
                .readTree(upstream)
                .properties()
                .forEach(field -> router.set(field.getKey(), field.getValue()));
        return FleetJson.mapper().readValue("""
                {"clusters": [{"cluster": "lab", "asn": 65001, "aggregates": ["2001:db8:c000::/36"],
                  "bgp": {"reach": "DIRECT", "holdTime": "PT9S", %s}, "upstreams": [%s]}]}""".formatted(bgp, router), FleetDeclaration.class);
    }
}
