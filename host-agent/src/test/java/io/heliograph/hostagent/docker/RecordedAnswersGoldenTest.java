package io.heliograph.hostagent.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.docker.EngineAnswer;
import io.heliograph.node.preflight.Firewall;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.preflight.Preflight;
import io.heliograph.node.subnets.DockerNetwork;
import io.heliograph.node.subnets.SubnetSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real engines answered (`GET /networks`) and did to the firewall (`ip6tables -S`), one folder entry a
/// version; each had the same networks created, as far as it could, and filters IPv6.
class RecordedAnswersGoldenTest {
    private static List<DockerNetwork> networks(String engine) throws IOException {
        return EngineAnswer.networks(recorded(engine + ".networks.json").getBytes(StandardCharsets.UTF_8));
    }

    private static String recorded(String name) {
        try (var in = RecordedAnswersGoldenTest.class.getResourceAsStream("/docker/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "26", "28"})
    void the_same_networks_are_announced_whatever_the_engine(String engine) throws IOException {
        var selection = SubnetSelection.select(networks(engine));

        var announced = selection.announced().stream()
                .collect(Collectors.toMap(
                        s -> s.network().name(), s -> s.prefix().toString(), (a, _) -> a, TreeMap::new));
        announced.remove("auto"); // from 28 on the engine picks a subnet by itself
        assertThat(announced)
                .isEqualTo(Map.of(
                        "blue", "2001:db8:1::/64",
                        "both", "2001:db8:4::/64",
                        "l3", "2001:db8:5::/64",
                        "routed", "2001:db8:7::/64"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "26", "28"})
    void every_other_network_has_its_reason(String engine) throws IOException {
        var selection = SubnetSelection.select(networks(engine));

        assertThat(selection.notAnnounced())
                .extracting(Reason::toString)
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_OPTED_OUT: Network hidden"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_INTERNAL: Network inner"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_WITHOUT_IPV6: Network plain4"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_WITHOUT_IPV6: Network bridge"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_DRIVER_UNSUPPORTED: Network mac"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_DRIVER_UNSUPPORTED: Network host"))
                .satisfiesOnlyOnce(text -> assertThat(text).startsWith("NETWORK_DRIVER_UNSUPPORTED: Network none"));
    }

    @Test
    void a_subnet_with_host_bits_that_an_old_engine_took_is_refused_with_the_mend() throws IOException {
        assertThat(SubnetSelection.select(networks("20.10")).notAnnounced())
                .filteredOn(reason -> reason.code() == ReasonCode.PREFIX_INVALID)
                .singleElement()
                .extracting(Reason::message)
                .isEqualTo("'2001:db8:8::5/64' is not a network prefix.");
    }

    /// As measured by ping: 20.10 and 26 drop what comes for any bridge, 28 lets it in by the mode `routed`.
    @Test
    void preflight_finds_what_a_ping_found() throws IOException {
        assertThat(findings("20.10", "20.10.24+dfsg1"))
                .containsExactlyInAnyOrder(
                        "FORWARD_POLICY_DROP 2001:db8:1::/64",
                        "FORWARD_POLICY_DROP 2001:db8:4::/64",
                        "FORWARD_POLICY_DROP 2001:db8:7::/64");
        assertThat(findings("26", "26.1.5+dfsg1"))
                .containsExactlyInAnyOrder(
                        "FORWARD_POLICY_DROP 2001:db8:1::/64",
                        "FORWARD_POLICY_DROP 2001:db8:4::/64",
                        "FORWARD_POLICY_DROP 2001:db8:7::/64");
        assertThat(findings("28", "28.5.2+dfsg4"))
                .containsExactlyInAnyOrder("GATEWAY_MODE_NAT auto", "GATEWAY_MODE_NAT blue", "GATEWAY_MODE_NAT both");
    }

    private static List<String> findings(String engine, String version) throws IOException {
        var announced = SubnetSelection.select(networks(engine)).announced();
        var firewall = new Firewall(recorded(engine + ".ip6tables.txt").lines().toList());
        var kernel = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.of(firewall));
        return Preflight.check(announced, networks(engine), version, kernel).all().stream()
                .map(reason -> reason.code() + " " + subject(reason))
                .toList();
    }

    private static String subject(Reason reason) {
        var words = List.of(reason.message().split(" "));
        return reason.code() == ReasonCode.GATEWAY_MODE_NAT
                ? words.get(1)
                : words.stream().filter(word -> word.contains("::")).findFirst().orElseThrow();
    }

    @Test
    void the_version_is_in_the_server_header() {
        assertThat(EngineAnswer.version("Docker/20.10.24+dfsg1 (linux)")).isEqualTo("20.10.24+dfsg1");
        assertThat(EngineAnswer.version(null)).isEqualTo("unknown");
    }

    @Test
    void what_is_no_list_of_networks_is_no_engine() {
        assertThatThrownBy(() ->
                        EngineAnswer.networks("{\"message\":\"page not found\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_event_carries_its_action_and_time() throws IOException {
        var event = EngineJson.event("{\"Type\":\"network\",\"Action\":\"create\",\"timeNano\":1700000000000000001}");
        assertThat(event.action()).isEqualTo("create");
        assertThat(event.at()).hasToString("2023-11-14T22:13:20.000000001Z");
    }
}
