package io.heliograph.inventory.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.FleetEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
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

    @Test
    void aPersonsDeclarationNeverIs() {
        assertThat(outdated.take(Given.cluster())).isFalse();
        assertThat(outdated.take(Given.cluster())).isFalse();
    }
}
