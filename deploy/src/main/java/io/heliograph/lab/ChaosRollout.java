package io.heliograph.lab;

import io.heliograph.lab.chaos.Tolerance;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A change of the cluster that restarts every session of its reflectors, from the declaration to the last of them.
final class ChaosRollout {
    private static final String OPTION = "longLivedStaleTime";
    private static final List<Duration> VALUES = List.of(Duration.ofSeconds(3700), Duration.ofSeconds(3800));

    private final Lab lab;
    private final ChaosWatch watch;
    private int changes;
    private Duration value = Duration.ZERO;

    ChaosRollout(Lab lab, ChaosWatch watch) {
        this.lab = lab;
        this.watch = watch;
    }

    void declare() {
        value = VALUES.get(changes++ % VALUES.size());
        var fleet = LabFleet.of(lab.settings().addresses());
        lab.inventory().applyWith(fleet, OPTION, value.toString());
    }

    /// Waits until every reflector runs it; tells who does not within the limit.
    Optional<String> await() {
        return Probe.await(Tolerance.WAVES, () -> behind().isEmpty())
                ? Optional.empty()
                : behind().map(name -> name + " does not run the change of the cluster after "
                        + Tolerance.WAVES.toMinutes() + " minutes");
    }

    private Optional<String> behind() {
        var bus = watch.bus();
        return LabNode.of(LabNode.Role.REFLECTOR).stream()
                .map(node -> "reflector/" + node)
                .filter(node -> !bus.isConfirmed(node)
                        || !bus.shared()
                                .getOrDefault(node, "")
                                .contains("long lived stale time " + value.toSeconds() + ";"))
                .findFirst();
    }
}
