package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FleetSimulationTest {
    private static final int SHOWN = 30;

    @Test
    void whatever_happens_no_route_is_lost_by_accident() {
        Long one = Long.getLong("seed");
        long first = one == null ? 1 : one;
        long last = one == null ? Long.getLong("seeds", 100) : one;
        for (long seed = first; seed <= last; seed++) {
            run(seed, UnaryOperator.identity());
        }
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(run(7, UnaryOperator.identity())).isEqualTo(run(7, UnaryOperator.identity()));
    }

    @Test
    void an_admission_that_lets_a_taken_prefix_pass_is_found() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 10; seed++) {
                        run(seed, FleetSimulationTest::admitAll);
                    }
                })
                .hasMessageContaining("-Dseed=")
                .hasStackTraceContaining("a prefix has one owner");
    }

    private static FleetEntry admitAll(FleetEntry entry) {
        if (!(entry instanceof HostEntry host)) {
            return entry;
        }
        var all = new ArrayList<>(host.admitted());
        host.quarantined()
                .forEach(subnet -> all.add(new AdmittedSubnet(
                        subnet.prefix(),
                        subnet.network(),
                        host.change().at(),
                        host.change().at())));
        return new HostEntry(
                host.host(),
                host.cluster(),
                host.address(),
                host.routerId(),
                host.standing(),
                all,
                List.of(),
                host.reason(),
                host.notAnnounced(),
                host.preflight(),
                host.report(),
                host.lifecycle(),
                host.change());
    }

    private static List<String> run(long seed, UnaryOperator<FleetEntry> admission) {
        var simulation = new FleetSimulation(seed, admission);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            var events = simulation.time.events;
            var shown = events.subList(Math.max(0, events.size() - SHOWN), events.size());
            throw new AssertionError(
                    "mvn test -pl simulation -am -Dtest=FleetSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dseed="
                            + seed + "\n" + String.join("\n", shown),
                    e);
        }
        return List.copyOf(simulation.time.events);
    }
}
