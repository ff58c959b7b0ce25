package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final List<Function<String, Object>> TYPES = List.of(
            ClusterId::new,
            HostId::new,
            ReflectorId::new,
            UpstreamId::new,
            name -> NodeId.parse("host/" + name),
            name -> NodeId.parse("reflector/" + name));

    static List<String> dangerous() {
        return List.of(
                "",
                " ",
                "a b",
                "a\"b",
                "a'b",
                "a{b",
                "a}b",
                "a;b",
                "a#b",
                "a/b",
                "../etc/passwd",
                "a\\b",
                "a\nb",
                "a\n",
                "\na",
                "a\rb",
                "a\u0000b",
                "a\u001bb",
                "a\u007fb",
                "a\u2028b",
                "ä",
                "а", // Cyrillic
                "a@b",
                "a%b",
                "a$b",
                "a`b",
                "-a",
                "a-",
                ".a",
                "a.",
                "_a",
                "x".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("dangerous")
    void what_could_end_a_string_or_a_line_is_refused(String name) {
        for (var type : TYPES) {
            assertThatThrownBy(() -> type.apply(name))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            invalid -> assertThat(invalid.reason().code()).isEqualTo(ReasonCode.NAME_INVALID));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "docker01", "client", "s", "ms", "protocol", "web-1.example.org", "A_b", "x.y_z-1"})
    void host_names_are_taken_and_so_are_birds_keywords(String name) {
        for (var type : TYPES) {
            assertThat(type.apply(name).toString()).endsWith(name);
        }
    }

    @Test
    void the_longest_name_has_63_characters_as_a_label_of_the_dns() {
        assertThat(new HostId("x".repeat(63)).value()).hasSize(63);
    }

    @Test
    void a_reflector_cannot_report_under_the_inventorys_name() {
        assertThatThrownBy(() -> new ReflectorId(RouteHealth.INVENTORY)).isInstanceOf(InvalidValue.class);
        assertThat(new HostId(RouteHealth.INVENTORY).value()).isEqualTo("inventory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "s", "ms", "9lives", "web-1.example.org"})
    void a_protocol_name_is_never_a_keyword_and_always_birds(String host) {
        assertThat(ProtocolName.of(new HostId(host)).value()).matches("h_[0-9a-f]{12}");
    }

    @Test
    void a_protocol_name_that_bird_would_not_read_is_refused() {
        for (var name : List.of("", "9a", "a-b", "a b", "a{", "a\n", "x".repeat(65))) {
            assertThatThrownBy(() -> new ProtocolName(name)).isInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void a_node_of_another_kind_is_refused() {
        for (var text : List.of("router/a", "docker01", "", "/", "host/", "HOST/a", "host/reflector/a")) {
            assertThatThrownBy(() -> NodeId.parse(text)).isInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void numbers_that_are_reserved_are_no_as_numbers() {
        for (long asn : new long[] {-1, 0, 23_456, 4_294_967_295L, 1L << 33}) {
            assertThatThrownBy(() -> new Asn(asn)).isInstanceOf(InvalidValue.class);
        }
        assertThat(new Asn(4_294_967_294L)).hasToString("4294967294");
    }

    @Test
    void a_router_id_is_a_quad_that_is_not_zero() {
        for (var text : List.of("0.0.0.0", "1.2.3", "::1", "1.2.3.256", "01.2.3.4", "")) {
            assertThatThrownBy(() -> RouterId.parse(text))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            invalid -> assertThat(invalid.reason().code()).isEqualTo(ReasonCode.ROUTER_ID_INVALID));
        }
        assertThat(RouterId.parse("255.1.2.3")).hasToString("255.1.2.3");
        assertThat(RouterId.parse("255.1.2.3")).isGreaterThan(RouterId.parse("1.2.3.4"));
    }

    @Test
    void a_revision_is_64_lower_case_digits() {
        for (var text : List.of("", "abc", "A".repeat(64), "g".repeat(64), "0".repeat(63), "0".repeat(64) + "\n")) {
            assertThatThrownBy(() -> new Revision(text)).isInstanceOf(InvalidValue.class);
        }
    }
}
