package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.inventory.admission.FleetLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What must hold after every event.
final class Invariants {
    /// A prefix in a reflector's configuration, and whose it is there.
    record Held(String host, Prefix prefix) {}

    private final Set<Held> everAdmitted = new HashSet<>();
    private final Set<Held> everWithdrawn = new HashSet<>();
    private final Map<NodeId, Set<Held>> last = new HashMap<>();
    private final Map<HostId, ReportVersion> versions = new HashMap<>();

    Invariants(SimulatedLog log) {
        log.onWrite = event -> {
            if (event instanceof HostEntry entry) {
                learn(entry);
            }
        };
    }

    private void learn(HostEntry entry) {
        var now = new HashSet<Held>();
        entry.admitted().forEach(subnet -> now.add(new Held(entry.host().value(), subnet.prefix())));
        everAdmitted.stream()
                .filter(held -> held.host().equals(entry.host().value()) && !now.contains(held))
                .forEach(everWithdrawn::add);
        everAdmitted.addAll(now);
    }

    static Set<Held> accepted(SimulatedNode node) {
        var held = new HashSet<Held>();
        node.current.ifPresent(config -> config.sessions().stream()
                .filter(session -> session.kind() == PeerKind.HOST)
                .forEach(session -> session.prefixes().forEach(prefix -> held.add(new Held(session.peer(), prefix)))));
        return held;
    }

    void check(List<SimulatedNode> nodes, FleetLedger ledger) {
        for (var node : nodes) {
            assertThat(node.bird.violations).as("no configure on an open trial").isEmpty();
            if (node.node.kind() == NodeId.Kind.REFLECTOR) {
                reflector(node, accepted(node));
            }
        }
        ledger.fleet()
                .hosts()
                .forEach((host, entry) -> entry.report().ifPresent(version -> {
                    var before = versions.put(host, version);
                    assertThat(before != null && before.isAfter(version))
                            .as("a stale report of %s wins: %s after %s", host, version, before)
                            .isFalse();
                }));
    }

    private void reflector(SimulatedNode node, Set<Held> now) {
        assertThat(everAdmitted)
                .as("%s applies admitted prefixes only", node.node)
                .containsAll(now);
        assertThat(now.stream().map(Held::prefix))
                .as("a prefix has one owner on %s", node.node)
                .doesNotHaveDuplicates();
        var before = last.put(node.node, now);
        if (before != null) {
            var gone = new HashSet<>(before);
            gone.removeAll(now);
            assertThat(everWithdrawn)
                    .as("%s loses what was withdrawn only", node.node)
                    .containsAll(gone);
        }
    }
}
