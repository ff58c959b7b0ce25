package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.BfdState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BfdSessionsTest {
    @Test
    void each_neighbour_has_its_state() {
        var reply = reply(
                "bfd1:",
                "IP address                Interface  State      Since         Interval  Timeout",
                "2001:db8:1ab::101         ---        Up         11:43:47.102    0.300    1.500",
                "2001:db8:1ab::102         eth0       Down       11:43:48.102    1.000    0.000",
                "fe80::1                   eth1       Init       11:43:48.102    1.000    5.000",
                "2001:db8:1ab::103         ---        AdminDown  11:43:48.102    1.000    0.000");

        assertThat(BfdSessions.listing(reply))
                .isEqualTo(Map.of(
                        IpAddress.parse("2001:db8:1ab::101"), BfdState.UP,
                        IpAddress.parse("2001:db8:1ab::102"), BfdState.DOWN,
                        IpAddress.parse("fe80::1"), BfdState.INIT,
                        IpAddress.parse("2001:db8:1ab::103"), BfdState.ADMIN_DOWN));
    }

    @Test
    void a_neighbour_on_two_links_is_as_well_as_the_worse_of_them() {
        var reply = reply(
                "bfd1:",
                "fe80::1                   eth0       Up         11:43:47.102    0.300    1.500",
                "fe80::1                   eth1       Down       11:43:48.102    1.000    0.000");

        assertThat(BfdSessions.listing(reply)).isEqualTo(Map.of(IpAddress.parse("fe80::1"), BfdState.DOWN));
    }

    @Test
    void a_bird_without_bfd_has_none() {
        var reply = new BirdReply(8003, List.of(new BirdReply.Line(8003, "There is no BFD protocol running")));

        assertThat(BfdSessions.listing(reply)).isEmpty();
    }

    private static BirdReply reply(String... lines) {
        return new BirdReply(
                1020,
                Arrays.stream(lines).map(line -> new BirdReply.Line(1020, line)).toList());
    }
}
