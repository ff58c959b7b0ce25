package io.heliograph.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetFileTest {
    private static final String EXAMPLE = """
            clusters:
              - cluster: lab
                asn: 65001
                aggregates: ["2001:db8:c000::/36"]
                allowSpecialRanges: [DOCUMENTATION]
                join: OPEN
                bgp: {reach: DIRECT, holdTime: PT9S}
                upstreams: [{upstream: router1, address: "2001:db8::1", asn: 65000}]
            reflectors:
              - {reflector: rr01, cluster: lab, address: "2001:db8::11"}
            hosts: []
            """;

    @Test
    void theExampleOfTheGuideIsRead() {
        var fleet = declared(EXAMPLE);

        assertThat(fleet.hosts()).isEmpty();
        assertThat(fleet.reflectors()).singleElement().satisfies(reflector -> {
            assertThat(reflector.cluster()).isEqualTo(new ClusterId("lab"));
            assertThat(reflector.routerId()).isEmpty();
        });
        assertThat(fleet.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.asn()).isEqualTo(new Asn(65001));
            assertThat(cluster.aggregates()).containsExactly(Prefix.parse("2001:db8:c000::/36"));
            assertThat(cluster.allowSpecialRanges()).contains(Set.of(SpecialRange.DOCUMENTATION));
            assertThat(cluster.join()).contains(JoinPolicy.OPEN);
            assertThat(cluster.bgp()).contains(new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(9)));
            assertThat(cluster.upstreams().orElseThrow()).hasSize(1);
            assertThat(cluster.subnetLength()).isEqualTo(Optional.empty());
        });
    }

    @Test
    void aClusterNamesItsParent() {
        var fleet = declared(EXAMPLE.replace(
                "holdTime: PT9S}", "holdTime: PT9S, parent: {cluster: core, routes: true}, password: rack, aoKey: 7}"));

        assertThat(fleet.clusters().getFirst().bgp()).hasValueSatisfying(bgp -> {
            assertThat(bgp.parent().orElseThrow().cluster()).isEqualTo(new ClusterId("core"));
            assertThat(bgp.parent().orElseThrow().routes()).contains(true);
            assertThat(bgp.aoKey()).contains(7);
        });
    }

    @Test
    void anOmittedSectionDeclaresNothing() {
        assertThat(declared("hosts:\n  - {host: docker01, cluster: lab}\n").clusters())
                .isEmpty();
        assertThat(declared("clusters:\nhosts: []\n").clusters()).isEmpty();
    }

    @Test
    void jsonIsYaml() {
        assertThat(declared("{\"hosts\": [{\"host\": \"docker01\", \"cluster\": \"lab\"}]}")
                        .hosts())
                .hasSize(1);
    }

    @Test
    void yamlOneOnesGuessesAreNotMade() {
        var fleet = declared("hosts:\n  - {host: no, cluster: on}\n");

        assertThat(fleet.hosts().getFirst().host().value()).isEqualTo("no");
        assertThat(fleet.hosts().getFirst().cluster().value()).isEqualTo("on");
    }

    /// `¶` stands for the end of a line.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | 1:1  | nothing is declared                          | Begin with
            [1]                                         | 1:1  | the file is not a mapping                    | Begin with
            clusters: lab                               | 1:11 | clusters is not a list                       | dash
            cluster: []                                 | 1:1  | unknown key 'cluster'                        | Did you mean clusters?
            routers: []                                 | 1:1  | unknown key 'routers'                        | Known here: clusters, hosts, reflectors
            hosts: [{host: a, cluster: b, adress: c}]   | 1:31 | unknown key 'adress'                         | Did you mean address?
            hosts: [{host: a}]                          | 1:9  | cluster is missing                           | Add cluster:
            hosts: [{host: a, cluster: b, host: c}]     | 1:31 | the key 'host' appears twice, first at 1:10  | Keep one
            hosts: [{host: 'a b', cluster: c}]          | 1:16 | a b' is not a usable name                   | Use 1 to 63
            hosts: [{host: 12, cluster: c}]             | 1:16 | the value '12' does not fit                  | quote it
            hosts: [{host: a, cluster: c}, {host: a, cluster: d}] | 1:39 | host 'a' is declared twice, first at 1:16 | Keep one
            hosts: [{host: a, cluster: c, address: 10.0.0.300}] | 1:40 | 10.0.0.300' is not an IP address    | 2001:db8::1
            hosts: [{host: a, cluster: c, address: 2001:db8::}] | 1:49 | not YAML                             | Quote addresses
            hosts: [null]                               | 1:9  | an entry is empty                            | remove the dash
            hosts: [{host: , cluster: c}]               | 1:10 | host has no value                            | Give it one
            hosts: [&a {host: x, cluster: c}]           | 1:9  | anchors are not read                         | Write the value out
            hosts: [{host: !x a, cluster: c}]           | 1:16 | tags are not read                            | without the tag
            hosts: []¶---¶hosts: []                     | 2:1  | not YAML                                     | Correct
            """)
    void everyFaultHasItsPlaceItsWordsAndItsMend(String text, String at, String what, String mend) {
        var reason = refused(text.replace('¶', '\n')).getFirst();

        assertThat(reason.code()).isEqualTo(ReasonCode.FLEET_FILE_INVALID);
        assertThat(reason.message()).startsWith("fleet.yaml:" + at + ": ").contains(what);
        assertThat(reason.mend()).contains(mend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            asn: 010                             | 4:10 | asn: the value '010' does not fit                | whole number
            asn: 23456                           | 4:10 | asn: 23456 is not a usable AS number             | 4294967294
            asn: 65001.5                         | 4:10 | asn: the value '65001.5' does not fit            | whole number
            asn: "65001"                         | 4:10 | asn: the value '65001' does not fit              | whole number
            join: open                           | 4:11 | join: the value 'open' does not fit              | OPEN, DECLARED
            subnetsPerHost: no                   | 4:21 | subnetsPerHost: the value 'no' does not fit      | whole number
            bgp: {reach: DIRECT, holdTime: 9s}   | 4:36 | holdTime: the value '9s' does not fit             | PT9S
            bgp: {reach: DIRECT, holdTime: PT1S} | 4:10 | holdTime                                         | PT3S to PT65535S
            bgp: {reach: DIRECT, holdTime: PT9S, bfd: yes} | 4:47 | bfd: the value 'yes' does not fit      | true or false
            bgp: {reach: DIRECT, holdTime: PT9S, bdf: true} | 4:42 | unknown key 'bdf'                     | Did you mean bfd?
            bgp: {reach: DIRECT, holdTime: PT9S, addPaths: both} | 4:52 | the value 'both' does not fit    | OFF, RX, TX
            bgp: {reach: DIRECT, holdTime: PT9S, gracefulRestartTime: PT2H} | 4:10 | gracefulRestartTime   | PT1S to PT4095S
            bgp: {reach: DIRECT, holdTime: PT9S, receiveLimit: {routes: 0, action: WARN}} | 4:56 | routes  | from 1 to 1000000
            upstreams: [{upstream: r, address: "::1", asn: 1, prepend: 11}] | 4:17 | prepend               | from 0 to 10
            upstreams: [{upstream: r, address: "::1", asn: 1, communities: ["1:70000"]}] | 4:69 | 1:70000  | numbers to 65535
            bgp: {reach: DIRECT}                 | 4:10 | holdTime is missing                              | Add holdTime:
            subnetLength: {shortest: 64, longest: 48} | 4:19 | 64 to 48                                   | Schema
            upstreams: [{upstream: r, address: "::1", asn: 1, as: 1}] | 4:55 | unknown key 'as'                   | Did you mean asn?
            allowSpecialRanges: [PRIVATE]        | 4:26 | the value 'PRIVATE' does not fit                 | DOCUMENTATION
            """)
    void everyFaultOfAClusterToo(String line, String at, String what, String mend) {
        var text = "clusters:\n  - cluster: lab\n    aggregates: [\"2001:db8::/32\"]\n    " + line + "\n"
                + (line.startsWith("asn") ? "" : "    asn: 65001\n");

        var reason = refused(text).getFirst();

        assertThat(reason.message()).startsWith("fleet.yaml:" + at + ": ").contains(what);
        assertThat(reason.mend()).contains(mend);
    }

    @Test
    void hostBitsAreNamedWithThePrefix() {
        var reason = refused("clusters:\n  - {cluster: lab, asn: 65001, aggregates: [\"2001:db8::1/32\"]}\n")
                .getFirst();

        assertThat(reason.message()).isEqualTo("fleet.yaml:2:45: '2001:db8::1/32' is not a network prefix.");
        assertThat(reason.mend()).contains("without host bits");
    }

    @Test
    void tabsAreNamed() {
        assertThat(refused("hosts:\n\t- host: a\n").getFirst().mend()).contains("spaces, not with tabs");
    }

    @Test
    void theFaultsOfEveryEntryAreToldAtOnceInTheirOrder() {
        var reasons = refused("""
                hosts:
                  - {host: a}
                  - {host: b, cluster: c, asn: 1}
                reflectors:
                  - {reflector: rr01, cluster: c, address: nowhere}
                """);

        assertThat(reasons)
                .extracting(reason -> reason.message().split(": ", 2)[0])
                .containsExactly("fleet.yaml:2:5", "fleet.yaml:3:27", "fleet.yaml:5:44");
    }

    private static FleetDeclaration declared(String text) {
        return switch (FleetFile.read("fleet.yaml", text)) {
            case FleetFile.Declared declared -> declared.fleet();
            case FleetFile.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static List<Reason> refused(String text) {
        return switch (FleetFile.read("fleet.yaml", text)) {
            case FleetFile.Declared declared -> throw new AssertionError("was read as " + declared.fleet());
            case FleetFile.Refused refused -> refused.reasons();
        };
    }
}
