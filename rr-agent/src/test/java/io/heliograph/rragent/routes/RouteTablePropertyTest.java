package io.heliograph.rragent.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any sequence of configurations and looks: the bus holds the stage of each expected prefix and of no other, and
/// the times of the stages never run backwards.
class RouteTablePropertyTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final int STEPS = 300;
    private static final List<Prefix> PREFIXES = IntStream.range(0, 6)
            .mapToObj(i -> Prefix.parse("2001:db8:" + (i + 1) + "::/64"))
            .toList();

    static List<Long> seeds() {
        var fresh = System.nanoTime();
        return List.of(1L, 2L, 3L, fresh, fresh + 1, fresh + 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_bus_holds_the_stage_of_each_expected_prefix(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var table = RouteTableTest.table();
        var bus = new HashMap<Prefix, RouteHealth>();
        var bird = new HashMap<Prefix, String>();
        var expected = new HashSet<Prefix>();
        for (int step = 0; step < STEPS; step++) {
            var now = T0.plusSeconds(step);
            change(random, expected, bird);
            var config = RouteTableTest.config("docker01", expected.toArray(Prefix[]::new));
            table.plan(config, now, now).forEach(health -> take(bus, health));
            boolean dead = random.nextInt(8) == 0;
            table.observe(dead ? blind() : sight(bird), now).forEach(health -> take(bus, health));

            assertThat(shown(bus)).isEqualTo(model(expected, bird, dead));
            assertThat(Set.copyOf(table.pending()))
                    .isEqualTo(shown(bus).entrySet().stream()
                            .filter(entry -> entry.getValue() != Stage.VERIFIED)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
        }
    }

    private static void take(Map<Prefix, RouteHealth> bus, RouteHealth health) {
        assertThat(List.copyOf(health.reachedAt().values())).isSorted();
        assertThat(health.reachedAt()).containsKey(health.stage());
        bus.put(health.prefix(), health);
    }

    private static RouteSight blind() {
        return new RouteSight.Blind(Reason.of(ReasonCode.BIRD_UNREACHABLE, "s", "gone"));
    }

    private static RouteSight sight(Map<Prefix, String> bird) {
        return new RouteSight.Everything(bird.entrySet().stream()
                .map(entry -> RouteTableTest.route(entry.getKey(), entry.getValue(), RouteTableTest.DOCKER01))
                .toList());
    }

    private static void change(Random random, Set<Prefix> expected, Map<Prefix, String> bird) {
        var prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
        switch (random.nextInt(6)) {
            case 0 -> expected.remove(prefix);
            case 1, 2 -> expected.add(prefix);
            case 3 -> bird.remove(prefix);
            case 4 -> bird.put(prefix, "unreachable");
            default -> bird.put(prefix, "unicast");
        }
    }

    private static Map<Prefix, Stage> shown(Map<Prefix, RouteHealth> bus) {
        return bus.values().stream()
                .filter(health -> health.lifecycle() == Lifecycle.ACTIVE)
                .collect(Collectors.toMap(RouteHealth::prefix, RouteHealth::stage));
    }

    private static Map<Prefix, Stage> model(Set<Prefix> expected, Map<Prefix, String> bird, boolean dead) {
        return expected.stream().collect(Collectors.toMap(prefix -> prefix, prefix -> {
            var destination = dead ? "" : bird.getOrDefault(prefix, "");
            return switch (destination) {
                case "unicast" -> Stage.VERIFIED;
                case "unreachable" -> Stage.REFLECTED;
                default -> Stage.APPLIED;
            };
        }));
    }
}
