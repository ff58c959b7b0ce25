package io.heliograph.fleet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.wire.FleetJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {
    @Test
    void reports_are_ordered_by_epoch_then_sequence() {
        var old = new ReportVersion(1, 900, "a");
        var restarted = new ReportVersion(2, 1, "b");

        assertThat(restarted.isAfter(old)).isTrue();
        assertThat(old.isAfter(restarted)).isFalse();
        assertThat(old.isAfter(old)).isFalse();
        assertThat(old.next().isAfter(old)).isTrue();
    }

    @Test
    void a_version_starts_at_one_and_names_its_instance() {
        assertThatThrownBy(() -> new ReportVersion(0, 1, "a")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 0, "a")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 1, "")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 1, "x".repeat(65))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_hold_time_is_what_bgp_can_carry() {
        for (var seconds : new long[] {-1, 0, 2, 65_536}) {
            assertThatThrownBy(() -> new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(seconds)))
                    .isInstanceOf(InvalidValue.class);
        }
        assertThat(new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(3)).holdTime())
                .hasSeconds(3);
    }

    @Test
    void an_option_that_is_absent_and_its_default_are_the_same() throws Exception {
        var absent = FleetJson.mapper().readValue("""
                {"reach":"DIRECT","holdTime":"PT9S"}""", BgpOptions.class);
        var written = FleetJson.mapper().readValue("""
                {"reach":"DIRECT","holdTime":"PT9S","ttlSecurity":false,"bfd":false,"importLimitAction":"BLOCK",
                 "gracefulRestartTime":"PT2M","longLivedStaleTime":"PT24H","addPaths":"OFF","meshed":false}""", BgpOptions.class);

        assertThat(absent).isEqualTo(written).isEqualTo(new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(9)));
        assertThat(FleetJson.mapper().readValue("""
                {"upstream":"r","address":"::1","asn":1,"ttlSecurity":false,"bfd":false,"prepend":0,"communities":[],
                 "defaultRoute":false,"nextHop":"KEEP"}""", Upstream.class))
                .isEqualTo(new Upstream(new UpstreamId("r"), IpAddress.parse("::1"), new Asn(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "gracefulRestartTime":"PT0S"                       | gracefulRestartTime | PT1S to PT4095S
            "gracefulRestartTime":"PT1H9M"                     | gracefulRestartTime | PT1S to PT4095S
            "gracefulRestartTime":"PT1.5S"                     | gracefulRestartTime | whole seconds
            "longLivedStaleTime":"PT16777216S"                 | longLivedStaleTime  | PT1S to PT16777215S
            "receiveLimit":{"routes":0,"action":"WARN"}        | routes              | from 1 to 1000000
            "receiveLimit":{"routes":1000001,"action":"BLOCK"} | routes              | from 1 to 1000000
            """)
    void an_option_that_no_router_takes_is_refused_with_what_was_expected(String json, String field, String expected) {
        assertThatThrownBy(() -> FleetJson.mapper()
                        .readValue("{\"reach\":\"DIRECT\",\"holdTime\":\"PT9S\"," + json + "}", BgpOptions.class))
                .hasRootCauseInstanceOf(InvalidValue.class)
                .rootCause()
                .hasMessageContaining("FIELD_INVALID: The field " + field)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "prepend":11                  | prepend     | from 0 to 10
            "prepend":-1                  | prepend     | from 0 to 10
            "communities":["65001"]       | communities | 65001:100
            "communities":["65536:1"]     | communities | numbers to 65535
            "communities":["65001:01"]    | communities | 65001:100
            "communities":["1:2:3:4"]     | communities | 65001:1:2
            "communities":["1:2:4294967296"] | communities | 4294967295
            "communities":["1:-2"]        | communities | 65001:100
            """)
    void an_option_of_an_upstream_too(String json, String field, String expected) {
        assertThatThrownBy(() -> FleetJson.mapper()
                        .readValue("{\"upstream\":\"r\",\"address\":\"::1\",\"asn\":1," + json + "}", Upstream.class))
                .hasRootCauseInstanceOf(InvalidValue.class)
                .rootCause()
                .hasMessageContaining("FIELD_INVALID: The field " + field)
                .hasMessageContaining(expected);
    }

    @Test
    void communities_are_sorted_by_their_numbers_and_each_is_there_once() throws Exception {
        var upstream = FleetJson.mapper().readValue("""
                {"upstream":"r","address":"::1","asn":1,
                 "communities":["65001:20:1","65001:100","65001:3:1","65001:20","65001:100"]}""", Upstream.class);

        assertThat(upstream.communities().orElseThrow())
                .extracting(Community::toString)
                .containsExactly("65001:20", "65001:100", "65001:3:1", "65001:20:1");
    }

    @Test
    void bounds_that_admit_nothing_or_the_default_route_are_refused() {
        for (var bounds : new int[][] {{64, 48}, {0, 64}, {-1, 64}, {48, 129}}) {
            assertThatThrownBy(() -> new ClusterEntry.LengthBounds(bounds[0], bounds[1]))
                    .isInstanceOf(InvalidValue.class);
        }
        assertThat(new ClusterEntry.LengthBounds(48, 64).contains(64)).isTrue();
        assertThat(new ClusterEntry.LengthBounds(48, 64).contains(65)).isFalse();
    }
}
