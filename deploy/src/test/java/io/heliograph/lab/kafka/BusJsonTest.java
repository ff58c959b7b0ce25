package io.heliograph.lab.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.chaos.Observation.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

    private static Optional<Observation> read(String topic, String value) {
        return new BusJson(new ObjectMapper()).observation(topic, "key", value.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void whatStandsInARecordIsRead() {
        assertThat(read("heliograph.applies", """
                {"node": "reflector/rr01", "revision": "aa", "outcome": "CONFIRMED",
                 "timings": {"total": "PT0.25S"}, "reporter": {"epoch": 2, "sequence": 5, "instance": "x"}}"""))
                .contains(new Observation.ApplyTold(
                        NOW,
                        "reflector/rr01",
                        "aa",
                        "CONFIRMED",
                        Duration.ofMillis(250),
                        new Version(2, 5),
                        Optional.empty()));
        assertThat(read("heliograph.applies", """
                {"node": "reflector/rr01", "revision": "aa", "outcome": "FAILED", "reason": {"code": "CONFIG_DRIFT"},
                 "timings": {"total": 0.25}, "reporter": {"epoch": 2, "sequence": 6, "instance": "x"}}"""))
                .contains(new Observation.ApplyTold(
                        NOW,
                        "reflector/rr01",
                        "aa",
                        "FAILED",
                        Duration.ofMillis(250),
                        new Version(2, 6),
                        Optional.of("CONFIG_DRIFT")));
        assertThat(read("heliograph.configs", """
                {"node": "reflector/rr01", "revision": "aa",
                 "text": "router id 1;\\nprotocol bgp h_1 from t {\\n  x;\\n}\\ntemplate bgp t {\\n}\\n",
                 "sessions": [{"protocol": "h_1", "prefixes": ["2001:db8:7::/64"]}]}"""))
                .contains(new Observation.ConfigTold(
                        NOW,
                        "reflector/rr01",
                        "aa",
                        Map.of("h_1", Set.of("2001:db8:7::/64")),
                        "router id 1;\ntemplate bgp t {\n}\n"));
        assertThat(read("heliograph.releases", """
                {"node": "reflector/rr01", "revision": "aa"}""")).contains(new Observation.ReleaseTold(NOW, "reflector/rr01", "aa"));
        assertThat(read("heliograph.rollouts", """
                {"node": "reflector/rr01", "state": "HELD"}"""))
                .contains(new Observation.RolloutTold(NOW, "reflector/rr01", "HELD"));
        assertThat(read("heliograph.sessions", """
                {"reflector": "rr01", "session": "h_1", "state": "UP", "lifecycle": "ACTIVE",
                 "reporter": {"epoch": 2, "sequence": 6, "instance": "x"}, "news": 1}"""))
                .contains(new Observation.SessionTold(NOW, "rr01", "h_1", Optional.of("UP"), new Version(2, 6)));
        assertThat(read("heliograph.sessions", """
                {"reflector": "rr01", "session": "h_1", "state": "DOWN", "lifecycle": "REMOVED",
                 "reporter": {"epoch": 2, "sequence": 6, "instance": "x"}}"""))
                .contains(new Observation.SessionTold(NOW, "rr01", "h_1", Optional.empty(), new Version(2, 6)));
        assertThat(read("heliograph.fleet", """
                {"report": {"epoch": 3, "sequence": 1, "instance": "x"}}""")).contains(new Observation.HostTold(NOW, "key", new Version(3, 1)));
    }

    @Test
    void whatIsNoJsonOrNoHostTellsNothing() {
        assertThat(read("heliograph.sessions", "{\"reflector\": ")).isEmpty();
        assertThat(read("heliograph.fleet", "{\"report\": null}")).isEmpty();
        assertThat(new BusJson(new ObjectMapper()).observation("heliograph.fleet", "key", null, NOW))
                .isEmpty();
    }
}
