package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/64",
                "2001:db8::",
                "2001:db8::/",
                "2001:db8::1/64",
                "2001:db8::/129",
                "2001:db8::/-1",
                "2001:db8::/+64",
                "2001:db8::/064",
                "2001:db8::/64 ",
                " 2001:db8::/64",
                "2001:db8::/64\n",
                "2001:db8:: /64",
                "2001:db8::/64/64",
                "2001:db8::/٦٤",
                "2001:db8::/9999999999",
                "2001:db8::/ffff:ffff::",
                "::/00",
                "8000::/0",
                "10.0.0.0/33",
                "10.1.0.0/8",
                "010.0.0.0/8",
                "10.0.0.0/255.0.0.0",
                "10/8",
                "::ffff:10.0.0.0/104",
                "fe80::%eth0/64"
            })
    void is_read_strictly(String text) {
        assertThatThrownBy(() -> Prefix.parse(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.reason().code()).isEqualTo(ReasonCode.PREFIX_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "0.0.0.0/0", "2001:db8::/32", "2001:db8::1/128", "10.0.0.0/8", "192.0.2.1/32"})
    void is_written_as_it_was_read(String text) {
        assertThat(Prefix.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::/32, 2001:db8::/32, true",
        "2001:db8::/32, 2001:db8:1::/48, true",
        "2001:db8:1::/48, 2001:db8::/32, false",
        "2001:db8::/64, 2001:db8:0:1::/64, false",
        "2001:db8::/65, 2001:db8::8000:0:0:0/65, false",
        "::/0, 2001:db8::/32, true",
        "::/0, 10.0.0.0/8, false",
        "0.0.0.0/0, 10.0.0.0/8, true",
        "0.0.0.0/0, ::/0, false",
        "10.0.0.0/8, 10.255.255.255/32, true"
    })
    void covers_what_lies_in_it(String outer, String inner, boolean covers) {
        assertThat(Prefix.parse(outer).covers(Prefix.parse(inner))).isEqualTo(covers);
    }

    @Test
    void the_order_puts_a_prefix_before_what_it_covers() {
        var sorted = List.of("10.0.0.0/8", "10.0.0.0/9", "10.1.0.0/16", "::/0", "2001:db8::/32", "2001:db8::/64");

        assertThat(sorted.reversed().stream().map(Prefix::parse).sorted().map(Prefix::toString))
                .containsExactlyElementsOf(sorted);
    }

    @Test
    void the_default_route_of_either_family_is_known() {
        assertThat(Prefix.parse("::/0").isDefault()).isTrue();
        assertThat(Prefix.parse("0.0.0.0/0").isDefault()).isTrue();
        assertThat(Prefix.parse("::/1").isDefault()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "fd00:1::/64, UNIQUE_LOCAL",
        "2001:db8:1::/48, DOCUMENTATION",
        "2001::/16, DOCUMENTATION",
        "fe80::/64, LINK_LOCAL",
        "ff02::/16, MULTICAST",
        "::1/128, LOOPBACK",
        "10.1.0.0/16, V4_PRIVATE_10",
        "172.31.0.0/16, V4_PRIVATE_172",
        "192.168.7.0/24, V4_PRIVATE_192",
        "169.254.0.0/16, V4_LINK_LOCAL"
    })
    void a_special_range_is_found_by_what_shares_an_address_with_it(String prefix, SpecialRange range) {
        assertThat(SpecialRange.of(Prefix.parse(prefix))).contains(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a00:1450::/32", "2001:db9::/32", "172.32.0.0/16", "9.0.0.0/8"})
    void a_global_prefix_is_in_no_special_range(String prefix) {
        assertThat(SpecialRange.of(Prefix.parse(prefix))).isEmpty();
    }
}
