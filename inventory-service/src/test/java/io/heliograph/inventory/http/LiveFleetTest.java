package io.heliograph.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Fleet;
import io.heliograph.inventory.admission.Given;
import io.heliograph.inventory.http.LiveFleet.Told;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.FleetViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Without its own turns: each look is that of somebody who joins.
class LiveFleetTest {
    private static final long PATIENCE_SECONDS = 10;

    private final Fleet fleet = new Fleet();
    private volatile FleetSnapshot now = snapshot(Given.NOW);
    private final LiveFleet live = new LiveFleet(() -> Optional.of(now));

    private FleetSnapshot snapshot(Instant at) {
        return new FleetViews().snapshot(fleet, Map.of(), List.of(), at);
    }

    @Test
    void whoWatchesIsToldWhatWasFoundWhenAnotherJoined() throws InterruptedException {
        var first = join();
        assertThat(next(first).reset()).isTrue();

        fleet.apply(Given.reflector());
        now = snapshot(Given.NOW.plusSeconds(1));
        var second = join();

        assertThat(next(first).events().stream().map(event -> event.news().key()))
                .contains("rr01");
        assertThat(next(second).events()).isEmpty();
    }

    private BlockingQueue<Told> join() {
        var told = new LinkedBlockingQueue<Told>();
        live.watch(told::add, Optional.empty());
        return told;
    }

    private static Told next(BlockingQueue<Told> told) throws InterruptedException {
        var next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
