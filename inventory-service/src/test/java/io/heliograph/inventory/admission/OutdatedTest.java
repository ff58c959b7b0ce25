package io.heliograph.inventory.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutdatedTest {
    private final Outdated outdated = new Outdated();

    /// The entries of a host whose networks come one by one, a second apart.
    private static List<FleetEntry> entries() {
        var ledger = new FleetLedger();
        ledger.recall(Given.cluster());
        ledger.begin(Given.NOW);
        return LongStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(sequence -> ledger
                        .report(
                                Given.report("docker07", sequence, "2001:db8:c007:" + sequence + "::/64"),
                                Given.NOW.plus(Duration.ofSeconds(sequence)))
                        .entries()
                        .stream())
                .toList();
    }

    @Test
    void entriesInTheirOrderAreNot() {
        assertThat(entries()).hasSize(3).noneMatch(outdated::take);
        assertThat(outdated.keys()).isEmpty();
    }

    @Test
    void theLastOneOnceMoreIsNot() {
        entries().forEach(outdated::take);
        assertThat(outdated.take(entries().getLast())).isFalse();
    }

    @Test
    void oneThatStandsAfterTheOneThatReplacedItIs() {
        entries().forEach(outdated::take);
        assertThat(outdated.take(entries().get(1))).isTrue();
        assertThat(outdated.keys()).containsExactly("lab/host/docker07");
    }

    /// A cluster that was declared, removed and declared again within one tick of the clock.
    private static List<FleetEntry> declarations() {
        var ledger = new FleetLedger();
        ledger.begin(Given.NOW);
        return Stream.of(Lifecycle.ACTIVE, Lifecycle.REMOVED, Lifecycle.ACTIVE)
                .flatMap(state ->
                        ledger
                                .declare(
                                        List.of(Given.cluster()
                                                .with(state, Given.cluster().change())),
                                        Given.NOW)
                                .entries()
                                .stream())
                .toList();
    }

    @Test
    void whatAPersonDeclaredInItsOrderIsNot() {
        assertThat(declarations()).hasSize(3).noneMatch(outdated::take);
    }

    @Test
    void whatAPersonReplacedIs() {
        var declared = declarations();
        declared.forEach(outdated::take);
        assertThat(outdated.take(declared.get(1))).isTrue();
        assertThat(outdated.keys()).containsExactly("lab/cluster/lab");
        assertThat(outdated.take(declared.getLast())).isFalse();
    }

    @Test
    void whereNobodyCountedADeclarationIsNotKnownToBe() {
        assertThat(outdated.take(Given.cluster())).isFalse();
        var earlier = new Change(Given.NOW.minusSeconds(9), "somebody", "long ago");
        assertThat(outdated.take(Given.cluster().withChange(earlier))).isFalse();
    }
}
