package io.heliograph.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StalenessTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.4Z");
    private static final Reason AWAY = Reason.of(ReasonCode.INVENTORY_UNREACHABLE, "http://inventory", "refused");

    @Test
    void aStreamThatIsSilentIsStaleSinceItWasHeardLast() {
        var fresh = Staleness.fresh(START);

        assertThat(fresh.at(START.plusSeconds(12)).line()).isEmpty();
        assertThat(fresh.at(START.plusSeconds(13)).line().orElseThrow())
                .startsWith("STALE since 2026-03-01T12:00:00Z: ");
    }

    @Test
    void aStreamThatBrokeSaysWhyAndSinceWhenAlthoughItBreaksAgain() {
        var lost = Staleness.fresh(START).lost(AWAY, START.plusSeconds(2)).lost(AWAY, START.plusSeconds(9));

        assertThat(lost.line().orElseThrow()).startsWith("STALE since 2026-03-01T12:00:02Z: INVENTORY_UNREACHABLE: ");
    }

    @Test
    void onlyReadingMakesFresh() {
        var lost = Staleness.fresh(START).lost(AWAY, START);

        assertThat(lost.heard(START.plusSeconds(3)).since()).contains(START);
        assertThat(Staleness.fresh(START.plusSeconds(4)).since()).isEmpty();
    }
}
