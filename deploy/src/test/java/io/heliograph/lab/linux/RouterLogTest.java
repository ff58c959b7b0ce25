package io.heliograph.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterLogTest {
    private static final String LINES = """
            2026/11/25 05:15:09.700001 BGP: [YCKEM-GB33T] 2001:db8:1ab::11(Unknown) rcvd 2001:db8:1ab:c1f7::/64 IPv6 unicast
            2026/11/25 05:15:30.212893 BGP: [YCKEM-GB33T] 2001:db8:1ab::11(Unknown) rcvd 2001:db8:1ab:c1f7::/64 IPv6 unicast
            2026/11/25 05:15:30.212927 BGP: [YCKEM-GB33T] 2001:db8:1ab::12(Unknown) rcvd 2001:db8:1ab:c1f7::/64 IPv6 unicast
            2026/11/25 05:15:30.263022 BGP: [KR6T7-EW7AS] bgp_zebra_announce: p=2001:db8:1ab:c1f7::/64, extra is NULL, no label
            """;

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.systemDefault()).toInstant();
    }

    @Test
    void theFirstUpdateSinceATimeCounts(@TempDir Path folder) throws IOException {
        var log = new RouterLog(Files.writeString(folder.resolve("bgpd.log"), LINES));
        assertThat(log.received("2001:db8:1ab:c1f7::/64", at("2026-11-25T05:15:20")))
                .contains(at("2026-11-25T05:15:30.212893"));
        assertThat(log.received("2001:db8:1ab:c1f7::/64", at("2026-11-25T05:15:31")))
                .isEmpty();
        assertThat(log.received("2001:db8:1ab:c1f8::/64", at("2026-11-25T05:15:00")))
                .isEmpty();
    }
}
