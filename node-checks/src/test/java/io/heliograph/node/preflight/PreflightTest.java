package io.heliograph.node.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.subnets.AnnouncedSubnet;
import io.heliograph.node.subnets.DockerNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Prefix SUBNET = Prefix.parse("2001:db8:1::/64");
    private static final AnnouncedSubnet BLUE = new AnnouncedSubnet(
            SUBNET,
            new DockerNetwork(
                    "0123456789abcdef", "blue", "bridge", false, true, List.of("2001:db8:1::/64"), Map.of(), Map.of()));

    private static KernelFacts kernel(String forwarding, String... rules) {
        return new KernelFacts(
                "6.1",
                Optional.of(forwarding),
                List.of(new KernelFacts.LearnedDefault("eth0", "1"), new KernelFacts.LearnedDefault("eth1", "2")),
                Optional.of(new Firewall(List.of(rules))));
    }

    private static List<ReasonCode> codes(KernelFacts kernel, String engine) {
        return Preflight.check(List.of(BLUE), List.of(BLUE.network()), engine, kernel).all().stream()
                .map(Reason::code)
                .toList();
    }

    @Test
    void forwarding_off_is_found_and_router_advertisements_do_not_matter_then() {
        assertThat(codes(kernel("0"), "20.10.24")).containsExactly(ReasonCode.FORWARDING_OFF);
    }

    @Test
    void forwarding_on_loses_router_advertisements_where_accept_ra_is_1() {
        assertThat(Preflight.check(List.of(BLUE), List.of(BLUE.network()), "20.10.24", kernel("1"))
                        .all())
                .extracting(Reason::message)
                .containsExactly("Forwarding is on and accept_ra on eth0 is 1, so the default route will expire.");
    }

    @Test
    void a_tool_that_is_not_there_gives_no_finding() {
        var blind = new KernelFacts("6.1", Optional.empty(), List.of(), Optional.empty());
        assertThat(codes(blind, "20.10.24")).isEmpty();
        assertThat(codes(blind, "strange")).isEmpty();
    }

    @Test
    void nat_mode_hides_a_network_only_where_the_engine_filters() {
        var unfiltered = new KernelFacts(
                "6.1", Optional.of("1"), List.of(), Optional.of(new Firewall(List.of("-P FORWARD ACCEPT"))));
        assertThat(codes(unfiltered, "28.5.2")).isEmpty();
        var blind = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
        assertThat(codes(blind, "28.5.2")).containsExactly(ReasonCode.GATEWAY_MODE_NAT);
    }

    private static List<ReasonCode> ipv4(
            String engine, Map<String, String> options, String forwarding, String... rules) {
        var network = new DockerNetwork(
                "0123456789abcdef", "blue", "bridge", false, false, List.of("10.128.1.0/24"), options, Map.of());
        var subnet = new AnnouncedSubnet(Prefix.parse("10.128.1.0/24"), network);
        var kernel = new KernelFacts(
                "6.1",
                Optional.of("1"),
                List.of(),
                Optional.of(new Firewall(List.of("-P FORWARD ACCEPT"))),
                Optional.of(forwarding),
                Optional.of(new Firewall(List.of(rules))),
                Optional.empty(),
                Optional.empty());
        return Preflight.check(List.of(subnet), List.of(network), engine, kernel).all().stream()
                .map(Reason::code)
                .toList();
    }

    @Test
    void an_ipv4_subnet_is_judged_by_what_concerns_ipv4() {
        var masquerades = "com.docker.network.bridge.enable_ip_masquerade";
        var mode = "com.docker.network.bridge.gateway_mode_ipv4";
        var dockers = new String[] {"-P FORWARD DROP", "-N DOCKER"};

        assertThat(ipv4("20.10.24", Map.of(), "1", "-P FORWARD ACCEPT")).isEmpty();
        assertThat(ipv4("20.10.24", Map.of(), "0", "-P FORWARD ACCEPT"))
                .containsExactly(ReasonCode.IPV4_FORWARDING_OFF);
        assertThat(ipv4("20.10.24", Map.of(masquerades, "false"), "1", dockers))
                .containsExactly(ReasonCode.IPV4_FORWARD_POLICY_DROP);
        assertThat(ipv4("20.10.24", Map.of(), "1", dockers))
                .containsExactlyInAnyOrder(ReasonCode.IPV4_FORWARD_POLICY_DROP, ReasonCode.IPV4_MASQUERADED);
        assertThat(ipv4("28.5.2", Map.of(), "1", dockers))
                .as("what ends one ends both, and what ends the other alone ends nothing")
                .containsExactly(ReasonCode.IPV4_GATEWAY_MODE_NAT);
        assertThat(ipv4("28.5.2", Map.of(mode, "nat-unprotected"), "1", "-P FORWARD ACCEPT", "-N DOCKER"))
                .containsExactly(ReasonCode.IPV4_MASQUERADED);
        assertThat(ipv4("28.5.2", Map.of(mode, "routed"), "1", "-P FORWARD ACCEPT", "-N DOCKER"))
                .isEmpty();
    }

    /// It has what tells of IPv4, and no subnet of it.
    @Test
    void ipv4_gives_no_finding_where_none_is_announced() {
        var kernel = new KernelFacts(
                "6.1",
                Optional.of("1"),
                List.of(),
                Optional.empty(),
                Optional.of("0"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(codes(kernel, "20.10.24")).isEmpty();
    }

    private static KernelFacts linked(String rule, Map<String, List<IpAddress>> links) {
        return new KernelFacts(
                "6.1",
                Optional.of("1"),
                List.of(),
                Optional.of(new Firewall(List.of(rule))),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Links(links)),
                Optional.empty());
    }

    @Test
    void a_bridge_without_an_address_of_the_subnet_is_no_way_to_it() {
        var bridge = BLUE.network().bridgeName();
        var gateway = IpAddress.parse("2001:db8:1::1");
        assertThat(codes(linked("-P FORWARD ACCEPT", Map.of(bridge, List.of(gateway))), "20.10.24"))
                .isEmpty();
        assertThat(codes(linked("-P FORWARD ACCEPT", Map.of(bridge, List.of(IpAddress.parse("fe80::1")))), "20.10.24"))
                .containsExactly(ReasonCode.PREFIX_NOT_ROUTED);
    }

    /// The rules of a network come a moment after it, and are read later than the network is reported.
    @Test
    void a_network_that_is_younger_than_what_is_known_of_the_kernel_is_not_judged_yet() {
        var dockers = "-P FORWARD DROP";
        var bridge = BLUE.network().bridgeName();
        assertThat(codes(linked(dockers, Map.of("eth0", List.of())), "28.5.2")).isEmpty();
        assertThat(codes(linked(dockers, Map.of(bridge, List.of(IpAddress.parse("2001:db8:1::1")))), "20.10.24"))
                .containsExactly(ReasonCode.FORWARD_POLICY_DROP);
    }

    @Test
    void what_breaks_a_subnet_is_told_apart_from_what_breaks_the_host() {
        var found = Preflight.check(
                List.of(BLUE), List.of(BLUE.network()), "20.10.24", kernel("1", "-P FORWARD DROP", "-N DOCKER"));
        assertThat(found.broken()).containsOnlyKeys(SUBNET);
        assertThat(found.broken().values()).extracting(Reason::code).containsExactly(ReasonCode.FORWARD_POLICY_DROP);
        assertThat(found.all())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.FORWARD_POLICY_DROP, ReasonCode.ACCEPT_RA_LOST);
    }

    @Test
    void forwarding_off_breaks_every_subnet_and_is_told_once() {
        var found = Preflight.check(List.of(BLUE), List.of(BLUE.network()), "20.10.24", kernel("0"));
        assertThat(found.broken()).containsOnlyKeys(SUBNET);
        assertThat(found.all()).hasSize(1);
    }

    @Test
    void a_neighbour_table_that_is_nearly_full_is_found_before_it_is() {
        assertThat(new NeighbourTable(1024, 896).tooSmallFor(0)).isEmpty();
        assertThat(new NeighbourTable(1024, 1000).tooSmallFor(0))
                .map(Reason::message)
                .contains("The kernel keeps 1024 neighbours (gc_thresh3) for all its links, and 1024 are needed here:"
                        + " set 4096.");
    }

    private static boolean admits(String... rules) {
        return new Firewall(List.of(rules)).admits(SUBNET, "br-0123456789ab", Set.of("docker0", "br-0123456789ab"));
    }

    @Test
    void a_rule_of_the_operator_lets_packets_in() {
        assertThat(admits("-A FORWARD -j DOCKER-USER", "-A DOCKER-USER -d 2001:db8::/32 -j ACCEPT"))
                .isTrue();
        assertThat(admits("-A FORWARD -o br-0123456789ab -j ACCEPT")).isTrue();
        assertThat(admits("-A FORWARD -i eth0 -j ACCEPT")).isTrue();
        assertThat(admits("-A FORWARD ! -i br-0123456789ab -o br-0123456789ab -j ACCEPT"))
                .isTrue();
    }

    @Test
    void rules_for_other_traffic_do_not() {
        assertThat(admits("-A FORWARD -o br-0123456789ab -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"))
                .isFalse();
        assertThat(admits("-A FORWARD -i br-0123456789ab ! -o br-0123456789ab -j ACCEPT"))
                .isFalse();
        assertThat(admits("-A FORWARD -i docker0 -j ACCEPT")).isFalse();
        assertThat(admits("-A FORWARD -d 2001:db8:2::/64 -j ACCEPT")).isFalse();
        assertThat(admits("-A FORWARD -o br-other -j ACCEPT")).isFalse();
        assertThat(admits("-A FORWARD -j A", "-A A -j B", "-A B -j A", "-A FORWARD -j LOG"))
                .isFalse();
    }
}
