package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.event.EventKind;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.wire.Decoded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigHistoryTest {
    private static final NodeId NODE = NodeId.parse("reflector/rr01");

    @Test
    void aRevisionIsToldByItsTextAndByWhatBecameOfIt() {
        var history = ConfigHistory.of(
                NODE,
                List.of(
                        applied("gone", Outcome.CONFIRMED, "gone"),
                        rendered("first"),
                        applied("first", Outcome.CONFIRMED, "first"),
                        rendered("second"),
                        applied("second", Outcome.ROLLED_BACK, "first")));

        assertThat(history.entries())
                .extracting(ConfigHistory.Entry::revision)
                .containsExactly(Revision.of("gone"), Revision.of("first"), Revision.of("second"));
        assertThat(history.entries()).extracting(ConfigHistory.Entry::textKept).containsExactly(false, true, true);
        assertThat(history.entries()).extracting(ConfigHistory.Entry::running).containsExactly(false, true, false);
        assertThat(history.wanted()).contains(Revision.of("second"));
        assertThat(history.running()).contains(Revision.of("first"));
    }

    @Test
    void whatComesAgainIsTheNewestAgain() {
        var history = ConfigHistory.of(NODE, List.of(rendered("first"), rendered("second"), rendered("first")));

        assertThat(history.wanted()).contains(Revision.of("first"));
        assertThat(history.entries()).hasSize(2);
    }

    @Test
    void anotherNodeAndATombstoneTellNothingOfIt() {
        var history = ConfigHistory.of(
                NodeId.parse("reflector/rr02"),
                List.of(
                        rendered("first"),
                        new BusEvent(
                                EventKind.CONFIGS, 0, 0, Sample.NOW, "reflector/rr02", new Decoded.Tombstone<>())));

        assertThat(history.entries()).isEmpty();
        assertThat(history.wanted()).isEmpty();
    }

    private static BusEvent rendered(String text) {
        var config = Sample.config("rr01", text, Optional.empty());
        return new BusEvent(EventKind.CONFIGS, 0, 0, Sample.NOW, NODE.toString(), new Decoded.Event<>(config));
    }

    private static BusEvent applied(String text, Outcome outcome, String running) {
        var result = Sample.applied("rr01", text, outcome, running);
        return new BusEvent(EventKind.APPLIES, 0, 0, Sample.NOW, NODE.toString(), new Decoded.Event<>(result));
    }
}
