package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /// The examples of RFC 5952, sections 1, 2 and 4, and the corners between them.
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:DB8::AAAA:0:0:1, 2001:db8::aaaa:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "1::, 1::",
        "::, ::",
        "::1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "192.0.2.1, 192.0.2.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0"
    })
    void is_written_as_rfc_5952_asks(String read, String written) {
        assertThat(IpAddress.parse(read)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2::3",
                "1:::2",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1/128",
                " ::1",
                "::1 ",
                "::1\n",
                "::ffff:192.0.2.1",
                "::192.0.2.1",
                "-1::",
                "+1::",
                "١::",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "01.2.3.4",
                "00.0.0.0",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.-4",
                "1.2.3.4 ",
                "1.2.3.0x4",
                "0x7f000001",
                "2130706433",
                "localhost"
            })
    void is_read_strictly(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        invalid -> assertThat(invalid.reason().code()).isEqualTo(ReasonCode.ADDRESS_INVALID));
    }

    @Test
    void ipv4_stands_before_ipv6_and_both_in_numeric_order() {
        assertThat(IpAddress.parse("255.255.255.255")).isLessThan(IpAddress.parse("::"));
        assertThat(IpAddress.parse("127.0.0.1")).isLessThan(IpAddress.parse("128.0.0.1"));
        assertThat(IpAddress.parse("7fff::")).isLessThan(IpAddress.parse("8000::"));
        assertThat(IpAddress.parse("1::7fff:0:0:0")).isLessThan(IpAddress.parse("1::8000:0:0:0"));
    }

    @Test
    void an_ipv4_address_has_32_bits() {
        assertThatThrownBy(() -> new IpAddress(IpAddress.Family.IPV4, 0, 1L << 32))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
