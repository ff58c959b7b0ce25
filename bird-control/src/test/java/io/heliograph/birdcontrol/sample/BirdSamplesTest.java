package io.heliograph.birdcontrol.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.reply.Recorded;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BirdSamplesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    /// What bird_exporter (its new format) gives of BGP, Static, Direct and Kernel, without `server_time`.
    private static final List<String> NAMES_OF_BIRD_EXPORTER = List.of(
            "bird_daemon_info",
            "bird_daemon_up",
            "bird_last_reboot_timestamp_seconds",
            "bird_last_reconfig_timestamp_seconds",
            "bird_protocol_changes_update_export_accept_count",
            "bird_protocol_changes_update_export_filter_count",
            "bird_protocol_changes_update_export_ignore_count",
            "bird_protocol_changes_update_export_receive_count",
            "bird_protocol_changes_update_export_reject_count",
            "bird_protocol_changes_update_import_accept_count",
            "bird_protocol_changes_update_import_filter_count",
            "bird_protocol_changes_update_import_ignore_count",
            "bird_protocol_changes_update_import_receive_count",
            "bird_protocol_changes_update_import_reject_count",
            "bird_protocol_changes_withdraw_export_accept_count",
            "bird_protocol_changes_withdraw_export_filter_count",
            "bird_protocol_changes_withdraw_export_ignore_count",
            "bird_protocol_changes_withdraw_export_receive_count",
            "bird_protocol_changes_withdraw_export_reject_count",
            "bird_protocol_changes_withdraw_import_accept_count",
            "bird_protocol_changes_withdraw_import_filter_count",
            "bird_protocol_changes_withdraw_import_ignore_count",
            "bird_protocol_changes_withdraw_import_receive_count",
            "bird_protocol_changes_withdraw_import_reject_count",
            "bird_protocol_prefix_export_count",
            "bird_protocol_prefix_filter_count",
            "bird_protocol_prefix_import_count",
            "bird_protocol_prefix_preferred_count",
            "bird_protocol_up",
            "bird_protocol_uptime",
            "bird_socket_query_success");

    private static BirdSeen seen(String version) {
        return BirdSeen.NOTHING
                .listed(ProtocolRow.listing(Recorded.reply(version, "protocols")))
                .with(DaemonStatus.parse(Recorded.reply(version, "status")))
                .counted(ProtocolDetails.listing(Recorded.reply(version, "protocols-all")));
    }

    private static List<Family> samples(Optional<BirdSeen> seen) {
        return BirdSamples.of(seen, NOW, ZoneOffset.UTC);
    }

    private static Optional<Double> value(List<Family> families, String name, String... labels) {
        return families.stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.labelValues().equals(List.of(labels)))
                .map(Family.Sample::value)
                .findFirst();
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.reply.Recorded#versions")
    void the_names_and_labels_are_those_of_bird_exporter_but_for_the_filters(String version) {
        var families = samples(Optional.of(seen(version)));
        assertThat(families.stream().map(Family::name).sorted()).containsExactlyElementsOf(NAMES_OF_BIRD_EXPORTER);
        for (var family : families) {
            var labels = family.labels();
            if (family.name().equals("bird_protocol_up")) {
                assertThat(labels).containsExactly("name", "proto", "ip_version", "state");
            } else if (family.name().startsWith("bird_protocol_")) {
                assertThat(labels).containsExactly("name", "proto", "ip_version");
            }
            assertThat(family.samples())
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.labelValues()).hasSameSizeAs(labels));
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.reply.Recorded#versions")
    void the_figures_are_what_bird_shows(String version) {
        var families = samples(Optional.of(seen(version)));
        assertThat(value(families, "bird_socket_query_success")).hasValue(1.0);
        assertThat(value(families, "bird_protocol_up", "h_up", "BGP", "6", "Established"))
                .hasValue(1.0);
        assertThat(families.stream()
                        .filter(family -> family.name().equals("bird_protocol_up"))
                        .flatMap(family -> family.samples().stream())
                        .filter(sample -> sample.labelValues().getFirst().equals("h_down")))
                .singleElement()
                // The peer's error is no label: it is worded from outside.
                .satisfies(sample -> assertThat(sample.labelValues().getLast()).doesNotContain("Error"))
                .satisfies(sample -> assertThat(sample.value()).isZero());
        assertThat(value(families, "bird_protocol_prefix_import_count", "s1", "Static", "6"))
                .hasValue(3.0);
        assertThat(value(families, "bird_protocol_changes_update_import_accept_count", "s1", "Static", "6"))
                .hasValue(3.0);
        assertThat(value(families, "bird_protocol_uptime", "s1", "Static", "6"))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
    }

    /// As bird_exporter has it: figures of a daemon that is gone would look as if all were well.
    @Test
    void a_bird_that_does_not_answer_has_no_figures_but_that() {
        var values = new TreeMap<String, Double>();
        samples(Optional.empty())
                .forEach(family ->
                        values.put(family.name(), family.samples().getFirst().value()));
        assertThat(values)
                .containsExactlyInAnyOrderEntriesOf(
                        new TreeMap<>(java.util.Map.of("bird_socket_query_success", 0.0, "bird_daemon_up", 0.0)));
    }

    @Test
    void a_session_that_went_down_has_no_routes_although_it_was_counted_while_it_was_up() {
        var down = seen("2.0.12")
                .listed(ProtocolRow.listing(Recorded.reply("2.0.12", "protocols")).stream()
                        .map(row -> row.isEstablished()
                                ? new ProtocolRow(row.name(), row.kind(), row.table(), "start", row.since(), "Active")
                                : row)
                        .toList());
        assertThat(value(samples(Optional.of(seen("2.0.12"))), "bird_protocol_prefix_import_count", "h_up", "BGP", "6"))
                .hasValueSatisfying(routes -> assertThat(routes).isPositive());
        assertThat(value(samples(Optional.of(down)), "bird_protocol_prefix_import_count", "h_up", "BGP", "6"))
                .hasValue(0.0);
    }

    /// 10,000 sessions with twenty counters each would be 260,000 series of one reflector.
    @Test
    void a_large_reflector_gives_six_series_a_session_to_a_host() {
        int hosts = 10_000;
        var row = ProtocolRow.listing(Recorded.reply("2.0.12", "protocols")).get(3);
        var details = ProtocolDetails.listing(Recorded.reply("2.0.12", "protocols-all"))
                .get(3);
        assertThat(row.name()).isEqualTo("h_up");
        var rows = IntStream.range(0, hosts)
                .mapToObj(i -> new ProtocolRow("h_" + i, row.kind(), row.table(), row.state(), row.since(), row.info()))
                .toList();
        var large = seen("2.0.12")
                .listed(rows)
                .counted(rows.stream()
                        .map(one -> new ProtocolDetails(one, details.fields(), details.channels()))
                        .toList());
        assertThat(samples(Optional.of(large)).stream()
                        .mapToInt(family -> family.samples().size())
                        .sum())
                .isBetween(6 * hosts, 6 * hosts + 10);
    }
}
