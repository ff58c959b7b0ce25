package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever hosts report in whatever order: a prefix has one owner, a holder never loses to a newcomer, and the
/// topic alone gives the same fleet again.
class FleetLedgerPropertyTest {
    private static final int HOSTS = 6;
    private static final int STEPS = 120;

    private final FleetLedger ledger = new FleetLedger();
    private final List<FleetEntry> topic = new ArrayList<>();
    private final List<HostReport> reports = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_owner_each_and_no_holder_loses(long seed) {
        var random = new Random(seed);
        write(ledger.declare(List.of(Given.cluster(), Given.reflector()), NOW));
        for (int step = 0; step < STEPS; step++) {
            var before = admitted();
            var report = step(random);
            ownersAreDisjoint();
            if (report != null) {
                holdersKeepWhatTheyStillReport(before, report);
            }
        }
        nothingIsLeftToDecide();
        theTopicGivesTheSameFleet(random);
    }

    private @Nullable HostReport step(Random random) {
        var host = "docker0" + random.nextInt(HOSTS);
        return switch (random.nextInt(20)) {
            case 0 -> {
                var outcome = Declarations.remove(FleetCommand.Kind.HOST, host, ledger.fleet(), Given.DECLARED);
                if (outcome instanceof CommandOutcome.Accepted accepted) {
                    write(ledger.declare(accepted.entries(), NOW));
                }
                yield null;
            }
            case 1 -> {
                int limit = 1 + random.nextInt(5);
                var aggregate = random.nextBoolean() ? "2001:db8:c000::/36" : "2001:db8:c000::/47";
                write(ledger.declare(List.of(Given.cluster(JoinPolicy.OPEN, limit, aggregate)), NOW));
                yield null;
            }
            case 2 -> {
                if (!reports.isEmpty()) {
                    write(ledger.report(reports.get(random.nextInt(reports.size())), NOW));
                }
                yield null;
            }
            default -> {
                var report = Given.report(host, sequences.merge(host, 1L, Long::sum), prefixes(random));
                reports.add(report);
                write(ledger.report(report, NOW));
                yield report;
            }
        };
    }

    /// Few and crowded, some covering others, one bad.
    private static String[] prefixes(Random random) {
        var pool = List.of(
                "2001:db8:c000::/48",
                "2001:db8:c000:1::/64",
                "2001:db8:c000:2::/64",
                "2001:db8:c001::/56",
                "2001:db8:c001:7::/64",
                "2001:db8:c002::/64",
                "2001:db8:c003::/64",
                "::/0");
        return random.ints(random.nextInt(5), 0, pool.size())
                .mapToObj(pool::get)
                .distinct()
                .toArray(String[]::new);
    }

    private void write(Decision decision) {
        topic.addAll(decision.entries());
    }

    private Map<Prefix, HostId> admitted() {
        var owners = new HashMap<Prefix, HostId>();
        active().forEach(entry -> entry.admitted().forEach(subnet -> owners.put(subnet.prefix(), entry.host())));
        return owners;
    }

    private List<HostEntry> active() {
        return ledger.fleet().hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .toList();
    }

    private void ownersAreDisjoint() {
        var all = active().stream()
                .flatMap(entry -> entry.admitted().stream())
                .map(subnet -> subnet.prefix())
                .toList();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(all.get(i).overlaps(all.get(j)))
                        .as(all.get(i) + " and " + all.get(j))
                        .isFalse();
            }
        }
    }

    /// A report changes what its own host holds, and frees prefixes for others; it takes nothing from them.
    private void holdersKeepWhatTheyStillReport(Map<Prefix, HostId> before, HostReport report) {
        var after = admitted();
        before.forEach((prefix, holder) -> {
            boolean letGo = holder.equals(report.host())
                    && report.subnets().stream()
                            .noneMatch(subnet -> subnet.prefix().equals(prefix));
            if (!letGo) {
                assertThat(after.get(prefix)).as("holder of " + prefix).isEqualTo(holder);
            }
        });
    }

    private void nothingIsLeftToDecide() {
        assertThat(ledger.begin(NOW).entries()).isEmpty();
    }

    private void theTopicGivesTheSameFleet(Random random) {
        var latest = new HashMap<String, FleetEntry>();
        topic.forEach(entry -> latest.put(entry.key(), entry));
        var compacted = new ArrayList<>(latest.values());
        Collections.shuffle(compacted, random);
        var replayed = new FleetLedger();
        compacted.forEach(replayed::recall);
        reports.forEach(report -> replayed.recall(report, NOW));
        assertThat(replayed.begin(NOW).entries()).isEmpty();
        assertThat(entries(replayed.fleet())).isEqualTo(entries(ledger.fleet()));
    }

    private static List<FleetEntry> entries(Fleet fleet) {
        return List.copyOf(fleet.entries());
    }
}
