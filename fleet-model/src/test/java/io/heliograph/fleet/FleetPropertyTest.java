package io.heliograph.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The state of the fleet depends on what was written, not on how the partitions were interleaved while reading.
class FleetPropertyTest {
    private static final int LOGS = 150;
    private static final int SHUFFLES = 8;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 77, 20_260_301})
    void the_fold_does_not_depend_on_the_order_between_partitions(long seed) {
        var random = new Random(seed);
        for (int log = 0; log < LOGS; log++) {
            var written = FleetLog.random(random, 2 + random.nextInt(40));
            var expected = state(fold(written));
            for (int i = 0; i < SHUFFLES; i++) {
                var seen = FleetLog.interleaved(random, written);

                assertThat(state(fold(seen)))
                        .as("seed %d, log %d, shuffle %d: %s", seed, log, i, shown(seen))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 78, 20_260_304})
    void the_holder_of_a_prefix_is_the_active_host_that_was_admitted_with_it(long seed) {
        var random = new Random(seed);
        for (int log = 0; log < LOGS; log++) {
            var fleet = fold(FleetLog.interleaved(random, FleetLog.random(random, 2 + random.nextInt(40))));
            for (int i = 0; i < 12; i++) {
                var prefix = Prefix.parse("2001:db8:%x::/64".formatted(i));
                var expected = fleet.hosts().values().stream()
                        .filter(host -> host.lifecycle() == Lifecycle.ACTIVE)
                        .filter(host -> host.admitted().stream()
                                .anyMatch(subnet -> subnet.prefix().equals(prefix)))
                        .map(HostEntry::host)
                        .findFirst();

                assertThat(fleet.holderOf(prefix).map(PrefixOwners.Holding::host))
                        .as("seed %d, log %d, %s", seed, log, prefix)
                        .isEqualTo(expected);
            }
        }
    }

    private static Fleet fold(List<FleetEntry> entries) {
        var fleet = new Fleet();
        entries.forEach(fleet::apply);
        return fleet;
    }

    private static Map<String, Object> state(Fleet fleet) {
        var state = new TreeMap<String, Object>();
        state.put("entries", new ArrayList<>(fleet.entries()));
        state.put("clusters", new TreeMap<>(fleet.clusters()));
        state.put("reflectors", new TreeMap<>(fleet.reflectors()));
        state.put("hosts", new TreeMap<>(fleet.hosts()));
        for (int i = 0; i < 12; i++) {
            state.put("holder " + i, fleet.holderOf(Prefix.parse("2001:db8:%x::/64".formatted(i))));
        }
        return state;
    }

    private static List<String> shown(List<FleetEntry> entries) {
        return entries.stream()
                .map(entry -> entry.key() + " " + entry.lifecycle() + " "
                        + entry.change().at())
                .toList();
    }
}
