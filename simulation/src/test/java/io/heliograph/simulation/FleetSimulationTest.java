package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FleetSimulationTest {
    private static final int SHOWN = 60;

    /// Each rule must have had something to look at, or it says nothing.
    private static final List<String> RULES = List.of(
            "a release is of what waits",
            "a route has one owner on each reflector",
            "a subnet of a pool needs no bus",
            "a wave that is not confirmed does not go on",
            "an admitted prefix has one owner",
            "an agent stops after its host's routes",
            "every apply ends in a verdict",
            "no configure on an open trial",
            "no older revision wins",
            "no stale report wins",
            "nobody goes unasked",
            "nothing lost, late or damaged withdraws",
            "safe to stop is said of a host without routes only",
            "the agent's brake is never jumped",
            "the end of a lease alone withdraws nothing",
            "the renderer's brake is never jumped",
            "two reflectors of a pair are never in a structural trial at once");

    @Test
    void whatever_happens_no_route_is_lost_by_accident() {
        var one = Long.getLong("seed");
        var seeds = one == null ? System.getProperty("seeds", "100") : one + "-" + one;
        int dash = seeds.indexOf('-');
        long first = dash < 0 ? 1 : Long.parseLong(seeds.substring(0, dash));
        long last = Long.parseLong(seeds.substring(dash + 1));
        var looks = new ConcurrentSkipListMap<String, Integer>();
        var failures = new ConcurrentSkipListMap<Long, Throwable>();
        // Worlds share nothing, so they may run side by side; each is one thread's.
        LongStream.rangeClosed(first, last).parallel().forEach(seed -> {
            try {
                run(seed).world.invariants.looks.forEach((rule, times) -> looks.merge(rule, times, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                failures.put(seed, e);
            }
        });
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    "seeds " + failures.keySet() + " fail, the first of them so",
                    failures.firstEntry().getValue());
        }
        if (one == null) {
            assertThat(looks.keySet()).as("every rule was put to the test").containsAll(RULES);
        }
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        long seed = Long.getLong("seed", 7);
        var once = run(seed);
        var again = run(seed);
        assertThat(once.history()).isEqualTo(again.history());
        assertThat(once.world.log.digest).isEqualTo(again.world.log.digest);
        Map<String, Integer> looks = new TreeMap<>(once.world.invariants.looks);
        assertThat(looks).isEqualTo(again.world.invariants.looks);
    }

    private static FleetSimulation run(long seed) {
        var simulation = new FleetSimulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            var events = simulation.history();
            var shown = events.subList(Math.max(0, events.size() - SHOWN), events.size());
            throw new AssertionError(
                    "mvn test -pl simulation -am -Dtest=FleetSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dseed="
                            + seed + "\n" + String.join("\n", shown) + "\n" + e.getMessage(),
                    e);
        }
        return simulation;
    }
}
