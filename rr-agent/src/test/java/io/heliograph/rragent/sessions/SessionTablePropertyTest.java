package io.heliograph.rragent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any sequence of looks: at rest the bus holds what BIRD shows, and the transitions of a session are a chain
/// without a link too many.
class SessionTablePropertyTest {
    private static final List<String> HOSTS = List.of("a", "b", "c", "d");
    private static final int STEPS = 200;
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");

    static List<Long> seeds() {
        var fresh = System.nanoTime();
        return List.of(1L, 2L, 3L, 42L, fresh, fresh + 1, fresh + 2, fresh + 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_bus_holds_what_bird_shows(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var table = SessionTableTest.table();
        var bus = new TreeMap<ProtocolName, SessionHealth>();
        var chain = new HashMap<ProtocolName, SessionState>();
        var bird = new HashMap<String, String>();
        var configured = new HashSet<>(HOSTS);
        int expectedChanges = 0;
        int transitions = 0;
        for (int step = 0; step < STEPS; step++) {
            var now = T0.plusSeconds(step);
            change(random, configured, bird);
            var config = SessionTableTest.config(configured.stream().sorted().toArray(String[]::new));
            boolean dead = random.nextInt(10) == 0;
            var changes = dead
                    ? table.lost(config, Reason.of(ReasonCode.BIRD_UNREACHABLE, "s", "gone"), now)
                    : table.observe(config, rows(configured, bird), Map.of(), now);
            for (var transition : changes.transitions()) {
                transitions++;
                assertThat(transition.from()).isNotEqualTo(transition.to());
                assertThat(transition.from()).isEqualTo(chain.getOrDefault(transition.session(), transition.from()));
                chain.put(transition.session(), transition.to());
            }
            for (var health : changes.health()) {
                var before = bus.put(health.session(), health);
                boolean was = before != null && before.lifecycle() == Lifecycle.ACTIVE;
                boolean ended = health.lifecycle() == Lifecycle.REMOVED;
                if (was && before.state() != health.state() && (!ended || before.state() == SessionState.UP)) {
                    expectedChanges++;
                }
                chain.put(health.session(), health.state());
                if (ended) {
                    chain.remove(health.session());
                }
            }
            assertThat(shown(bus)).isEqualTo(model(configured, bird, dead));
        }
        assertThat(transitions).isEqualTo(expectedChanges).isPositive();
    }

    private static void change(Random random, Set<String> configured, Map<String, String> bird) {
        var host = HOSTS.get(random.nextInt(HOSTS.size()));
        switch (random.nextInt(6)) {
            case 0 -> configured.remove(host);
            case 1, 2 -> configured.add(host);
            case 3 -> bird.put(host, "start 2026-11-23 09:00:00.000 Passive Error: Hold timer expired");
            default -> bird.put(host, "up 2026-11-23 09:00:00.000 Established");
        }
    }

    private static List<ProtocolRow> rows(Set<String> configured, Map<String, String> bird) {
        var rows = new ArrayList<String>();
        for (var host : configured) {
            rows.add(ProtocolName.of(new HostId(host)) + " BGP --- " + text(bird, host));
        }
        return SessionTableTest.rows(rows.toArray(String[]::new));
    }

    private static String text(Map<String, String> bird, String host) {
        return bird.getOrDefault(host, "start 2026-11-23 09:00:00.000 Passive Socket: Connection closed");
    }

    private static Map<String, Boolean> shown(Map<ProtocolName, SessionHealth> bus) {
        return bus.values().stream()
                .filter(health -> health.lifecycle() == Lifecycle.ACTIVE)
                .collect(Collectors.toMap(SessionHealth::peer, health -> health.state() == SessionState.UP));
    }

    private static Map<String, Boolean> model(Set<String> configured, Map<String, String> bird, boolean dead) {
        return configured.stream()
                .collect(Collectors.toMap(
                        host -> host, host -> !dead && text(bird, host).startsWith("up")));
    }
}
