package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Optional<String> TYPE = Optional.of("heliograph.host-report.v1");
    private static final Optional<String> KEY = Optional.of("docker01");

    static Iterable<Object> samples() {
        return Samples.all().values();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_encoded_decodes_to_the_same(Object event) {
        var type = EventType.of(event);

        var decoded = EventCodec.decode(
                type.topic(),
                type.payload(),
                Optional.of(type.typeName()),
                Optional.of(Keys.of(event)),
                EventCodec.encode(event));

        assertThat(decoded).isEqualTo(new Decoded.Event<>(event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknown_fields_are_ignored(Object event) throws Exception {
        var json = tree(event);
        json.put("aFieldOfTomorrow", "x").putObject("andAnother").put("kind", "martian");

        assertThat(decode(event, json)).isEqualTo(new Decoded.Event<>(event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void equal_events_have_equal_bytes(Object event) {
        var type = EventType.of(event);
        var bytes = EventCodec.encode(event);
        var again =
                EventCodec.decode(type.topic(), type.payload(), Optional.empty(), Optional.of(Keys.of(event)), bytes);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Decoded.Event.class,
                        decoded ->
                                assertThat(EventCodec.encode(decoded.value())).isEqualTo(bytes));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_field_that_must_be_there_is_missed(Object event) throws Exception {
        var optional = Optionals.of(event.getClass());
        for (var field : Optionals.required(event.getClass())) {
            var without = tree(event);
            without.remove(field);
            var withNull = tree(event);
            withNull.putNull(field);

            assertThat(reason(decode(event, without))).as("without " + field).isEqualTo(ReasonCode.FIELD_INVALID);
            assertThat(reason(decode(event, withNull))).as("null " + field).isEqualTo(ReasonCode.FIELD_INVALID);
        }
        for (var field : optional) {
            var without = tree(event);
            without.remove(field);
            assertThat(decode(event, without)).as("without " + field).isInstanceOf(Decoded.Event.class);
        }
    }

    @Test
    void a_null_value_is_a_tombstone() {
        assertThat(EventCodec.decode(Topic.HOST_REPORTS, HostReport.class, TYPE, KEY, null))
                .isEqualTo(new Decoded.Tombstone<>());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"host\":",
                "not json",
                "{'host':1}",
                "{} {}",
                "\u0000\u0001",
                "NaN",
                "{\"host\":\"a\u0000\"}"
            })
    void what_is_not_one_json_value_is_malformed(String text) {
        assertThat(reason(report(bytes(text)))).isIn(ReasonCode.MALFORMED_JSON, ReasonCode.FIELD_INVALID);
        assertThat(report(bytes(text))).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | MALFORMED_JSON",
                "not json | MALFORMED_JSON",
                "null | MALFORMED_JSON",
                "[] | MALFORMED_JSON",
                "\"docker01\" | MALFORMED_JSON",
                "42 | MALFORMED_JSON",
                "{} | FIELD_INVALID",
            })
    void the_reason_tells_json_from_fields(String text, ReasonCode expected) {
        assertThat(reason(report(bytes(text)))).isEqualTo(expected);
    }

    @Test
    void bytes_that_are_no_utf8_are_malformed() throws Exception {
        var bytes = EventCodec.encode(Samples.hostReport());
        bytes[bytes.length / 2] = (byte) 0xff;

        assertThat(reason(report(bytes))).isIn(ReasonCode.MALFORMED_JSON, ReasonCode.FIELD_INVALID);
    }

    @Test
    void tokens_after_the_value_are_malformed() {
        var twice = new String(EventCodec.encode(Samples.hostReport()), StandardCharsets.UTF_8).repeat(2);

        assertThat(reason(report(bytes(twice)))).isEqualTo(ReasonCode.MALFORMED_JSON);
    }

    @Test
    void deep_nesting_is_malformed_and_does_not_overflow_the_stack() {
        var deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(reason(report(bytes(deep)))).isEqualTo(ReasonCode.MALFORMED_JSON);
    }

    @Test
    void an_oversized_record_is_refused_unread() {
        assertThat(reason(report(new byte[EventCodec.MAX_VALUE_BYTES + 1]))).isEqualTo(ReasonCode.RECORD_TOO_LARGE);
    }

    @Test
    void another_type_is_refused_and_named() {
        var bytes = EventCodec.encode(Samples.hostReport());
        var decoded = EventCodec.decode(
                Topic.HOST_REPORTS, HostReport.class, Optional.of("heliograph.host-report.v2"), KEY, bytes);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Malformed.class, malformed -> {
            assertThat(malformed.reason().code()).isEqualTo(ReasonCode.TYPE_UNKNOWN);
            assertThat(malformed.reason().message()).contains("v2", "v1", "heliograph.host-reports");
        });
    }

    @Test
    void a_producer_without_headers_is_read_all_the_same() {
        var bytes = EventCodec.encode(Samples.hostReport());

        assertThat(EventCodec.decode(Topic.HOST_REPORTS, HostReport.class, Optional.empty(), KEY, bytes))
                .isInstanceOf(Decoded.Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker02", "", "docker01 ", "host/docker01"})
    void a_key_that_is_not_the_values_is_refused(String key) {
        var bytes = EventCodec.encode(Samples.hostReport());

        assertThat(reason(EventCodec.decode(Topic.HOST_REPORTS, HostReport.class, TYPE, Optional.of(key), bytes)))
                .isEqualTo(ReasonCode.KEY_MISMATCH);
    }

    @Test
    void a_missing_key_is_refused_except_on_the_dead_letter_topic() {
        assertThat(reason(EventCodec.decode(
                        Topic.HOST_REPORTS,
                        HostReport.class,
                        TYPE,
                        Optional.empty(),
                        EventCodec.encode(Samples.hostReport()))))
                .isEqualTo(ReasonCode.KEY_MISMATCH);
        assertThat(EventCodec.decode(
                        Topic.DEAD_LETTER,
                        DeadLetter.class,
                        Optional.empty(),
                        Optional.empty(),
                        EventCodec.encode(Samples.deadLetter())))
                .isInstanceOf(Decoded.Event.class);
    }

    @Test
    void a_fleet_entry_of_an_unknown_kind_is_refused() throws Exception {
        var json = tree(Samples.host());
        json.put("kind", "martian");

        assertThat(reason(decode(Samples.host(), json))).isEqualTo(ReasonCode.FIELD_INVALID);
        json.remove("kind");
        assertThat(reason(decode(Samples.host(), json))).isEqualTo(ReasonCode.FIELD_INVALID);
    }

    @Test
    void a_value_that_breaks_its_rule_keeps_its_own_reason() throws Exception {
        assertThat(reasonAfter(json -> json.put("host", "a\"b"))).isEqualTo(ReasonCode.NAME_INVALID);
        assertThat(reasonAfter(json -> facts(json).put("address", "fe80::1%eth0")))
                .isEqualTo(ReasonCode.ADDRESS_INVALID);
        assertThat(reasonAfter(json -> subnet(json).put("prefix", "2001:db8::1/64")))
                .isEqualTo(ReasonCode.PREFIX_INVALID);
        assertThat(reasonAfter(json -> version(json).put("epoch", 0))).isEqualTo(ReasonCode.FIELD_INVALID);
    }

    @Test
    void no_value_is_guessed_from_another_kind_of_json() throws Exception {
        assertThat(reasonAfter(json -> json.put("host", 5))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.put("host", true))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.put("cause", 5))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.putArray("cause").add("x"))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> version(json).put("epoch", "3"))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> version(json).put("epoch", 3.7))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> version(json).put("epoch", ""))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.put("subnets", "none"))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.putArray("subnets").addNull())).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reasonAfter(json -> json.put("observedAt", "yesterday"))).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reason(decode(Samples.host(), tree(Samples.host()).put("lifecycle", 0))))
                .isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(reason(decode(Samples.host(), tree(Samples.host()).put("lifecycle", "GONE"))))
                .isEqualTo(ReasonCode.FIELD_INVALID);
    }

    @Test
    void the_reason_names_the_path_of_the_field() throws Exception {
        var json = tree(Samples.hostReport());
        subnet(json).remove("network");

        assertThat(decode(Samples.hostReport(), json))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason().message()).contains("subnets.0.network"));
    }

    @Test
    void a_reason_of_a_newer_version_does_not_cost_the_report() throws Exception {
        var json = tree(Samples.hostReport());
        ((ObjectNode) json.get("preflight").get(0)).put("code", "COSMIC_RAYS").put("message", "Bits fell over.");

        assertThat(decode(Samples.hostReport(), json)).isInstanceOfSatisfying(Decoded.Event.class, event -> {
            var read = ((HostReport) event.value()).preflight().getFirst();
            assertThat(read.code()).isEqualTo(ReasonCode.UNLISTED);
            assertThat(read.message()).isEqualTo("Bits fell over.");
        });
    }

    @Test
    void half_a_surrogate_pair_is_refused_since_nobody_could_pass_it_on() {
        var json = new String(EventCodec.encode(Samples.hostReport()), StandardCharsets.UTF_8);

        assertThat(reason(report(bytes(json.replace("\"blue\"", "\"\\ud83d\"")))))
                .isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(report(bytes(json.replace("\"blue\"", "\"\\ud83d\\ude00\""))))
                .isInstanceOf(Decoded.Event.class);
    }

    @Test
    void a_text_that_was_cut_within_a_surrogate_pair_still_reaches_the_dead_letter_topic() {
        var cut = new DeadLetter(
                "t",
                0,
                0,
                "k",
                Reason.of(ReasonCode.NAME_INVALID, "x"),
                "o",
                "\ud83d",
                1,
                Samples.hostReport().observedAt());

        assertThat(new String(EventCodec.encode(cut), StandardCharsets.US_ASCII))
                .containsIgnoringCase("\\ud83d");
    }

    @Test
    void a_configuration_of_twenty_megabytes_is_read() {
        var small = Samples.nodeConfig();
        var text = "# a comment\n".repeat(2_000_000);
        var large = new NodeConfig(
                small.node(),
                small.cluster(),
                io.heliograph.fleet.Revision.of(text),
                small.previous(),
                text,
                small.renderer(),
                small.changeClass(),
                small.cost(),
                small.inputOffsets(),
                small.cause(),
                small.sessions());
        var decoded = EventCodec.decode(
                Topic.CONFIGS,
                NodeConfig.class,
                Optional.empty(),
                Optional.of(Keys.of(large)),
                EventCodec.encode(large));

        assertThat(decoded.equals(new Decoded.Event<>(large))).isTrue();
    }

    @Test
    void an_entry_that_answers_the_largest_report_is_read() {
        var subnet = "{\"prefix\":\"2001:db8::/64\",\"network\":\"n\",\"networkId\":\"\",\"driver\":\"\",\"labels\":{},"
                + "\"observedAt\":\"2026-01-01T00:00:00Z\"},";
        int subnets = EventCodec.MAX_VALUE_BYTES / subnet.length();
        var quarantined = new String(EventCodec.encode(Samples.host()), StandardCharsets.UTF_8);
        int start = quarantined.indexOf("\"quarantined\":[") + 15;
        int answer = quarantined.indexOf("}],\"reason\"") - start;

        assertThat(subnets * (long) (answer + 60)).isLessThan(EventCodec.MAX_DERIVED_BYTES);
    }

    @Test
    void whoever_asks_for_the_wrong_class_has_a_bug() {
        assertThatThrownBy(() -> EventCodec.decode(Topic.FLEET, HostReport.class, Optional.empty(), KEY, bytes("{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventCodec.encode("no event")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_topic_has_one_type() {
        assertThat(Arrays.stream(Topic.values()).map(EventType::on)).containsExactlyInAnyOrder(EventType.values());
        assertThat(EventType.FLEET_ENTRY.payload()).isEqualTo(FleetEntry.class);
    }

    @Test
    void a_label_may_hold_control_characters_admission_judges_it() throws Exception {
        var json = tree(Samples.hostReport());
        ((ObjectNode) subnet(json).get("labels")).put("heliograph.community", "a\u0007b\n");

        assertThat(decode(Samples.hostReport(), json))
                .isInstanceOfSatisfying(
                        Decoded.Event.class,
                        event -> assertThat(((HostReport) event.value()).subnets())
                                .extracting(ReportedSubnet::labels)
                                .allSatisfy(labels ->
                                        assertThat(labels).containsEntry("heliograph.community", "a\u0007b\n")));
    }

    private static ReasonCode reasonAfter(Consumer<ObjectNode> damage) throws Exception {
        var json = tree(Samples.hostReport());
        damage.accept(json);
        return reason(decode(Samples.hostReport(), json));
    }

    private static ObjectNode facts(ObjectNode report) {
        return (ObjectNode) report.get("facts");
    }

    private static ObjectNode version(ObjectNode report) {
        return (ObjectNode) report.get("version");
    }

    private static ObjectNode subnet(ObjectNode report) {
        return (ObjectNode) report.get("subnets").get(0);
    }

    private static ObjectNode tree(Object event) throws Exception {
        return (ObjectNode) FleetJson.mapper().readTree(EventCodec.encode(event));
    }

    private static Decoded<?> decode(Object like, ObjectNode json) throws Exception {
        var type = EventType.of(like);
        return EventCodec.decode(
                type.topic(),
                type.payload(),
                Optional.of(type.typeName()),
                Optional.of(Keys.of(like)),
                FleetJson.mapper().writeValueAsBytes(json));
    }

    private static Decoded<HostReport> report(byte @Nullable [] value) {
        return EventCodec.decode(Topic.HOST_REPORTS, HostReport.class, TYPE, KEY, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReasonCode reason(Decoded<?> decoded) {
        return switch (decoded) {
            case Decoded.Malformed<?>(Reason reason) -> reason.code();
            case Decoded.Event<?> event -> throw new AssertionError("read: " + event);
            case Decoded.Tombstone<?> _ -> throw new AssertionError("a tombstone");
        };
    }

    /// Which components of a record may be absent.
    private static final class Optionals {
        static List<String> of(Class<?> type) {
            return names(type, true);
        }

        static List<String> required(Class<?> type) {
            return names(type, false);
        }

        private static List<String> names(Class<?> type, boolean optional) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> (component.getType() == Optional.class) == optional)
                    .map(component -> component.getName())
                    .toList();
        }
    }
}
