package io.heliograph.inventory.http;

import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.stream.Board;
import io.heliograph.inventory.stream.EventLog;
import io.heliograph.inventory.stream.StreamEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Compares the fleet with what it was, as often as is cheap, and hands what is new to those who watch. While nobody
/// watches it rests. One thread.
@ApplicationScoped
class LiveFleet {
    private static final Logger LOG = Logger.getLogger(LiveFleet.class);

    private static final Duration PACE = Duration.ofMillis(50);

    /// The answers that hold by the time alone (`showsAfter`) are looked at so often.
    private static final Duration BY_TIME = Duration.ofSeconds(1);

    /// Of a large fleet a look is no more than this part of one core's time.
    private static final int SHARE = 10;

    /// Who was away for longer than these reads the state anew.
    private static final int EVENTS_KEPT = 20_000;

    /// What a watcher is told: once where its stream begins, then whatever is new.
    ///
    /// @param reset whether what was read before is void: the state must be read anew
    /// @param lastId what to resume from
    record Told(boolean reset, String lastId, List<StreamEvent> events) {}

    private final Supplier<Optional<FleetSnapshot>> snapshots;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live").daemon().factory());
    private final List<Consumer<Told>> watchers = new ArrayList<>();
    private EventLog log = newLog();
    private Board board = Board.EMPTY;
    private Instant seenAt = Instant.EPOCH;
    private Instant lookedAt = Instant.EPOCH;

    LiveFleet(Supplier<Optional<FleetSnapshot>> snapshots) {
        this.snapshots = snapshots;
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.schedule(this::turn, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /// @param watcher called by one thread, and quick
    /// @param lastId what the watcher has seen last, if it watched before
    void watch(Consumer<Told> watcher, Optional<String> lastId) {
        thread.execute(() -> {
            if (watchers.isEmpty()) {
                // Nobody counted in between.
                log = newLog();
                board = Board.EMPTY;
                seenAt = Instant.EPOCH;
            }
            tell(look());
            watchers.add(watcher);
            var missed = lastId.flatMap(log::since);
            watcher.accept(new Told(missed.isEmpty(), log.lastId(), missed.orElse(List.of())));
        });
    }

    void leave(Consumer<Told> watcher) {
        thread.execute(() -> watchers.remove(watcher));
    }

    private static EventLog newLog() {
        return new EventLog(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()), EVENTS_KEPT);
    }

    private void turn() {
        long began = System.nanoTime();
        try {
            if (!watchers.isEmpty()) {
                tell(look());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=live_look_failed");
        }
        long rest = Math.max(PACE.toNanos(), (System.nanoTime() - began) * SHARE);
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::turn, rest, TimeUnit.NANOSECONDS);
        }
    }

    private void tell(List<StreamEvent> news) {
        if (!news.isEmpty()) {
            var told = new Told(false, log.lastId(), news);
            List.copyOf(watchers).forEach(watcher -> watcher.accept(told));
        }
    }

    private List<StreamEvent> look() {
        var now = Instant.now();
        var fleet = snapshots.get().filter(candidate -> isDue(candidate, now));
        if (fleet.isEmpty()) {
            return List.of();
        }
        var current = Board.of(fleet.get(), now);
        var news = board.news(current);
        board = current;
        seenAt = fleet.get().at();
        lookedAt = now;
        return log.append(news);
    }

    private boolean isDue(FleetSnapshot fleet, Instant now) {
        return !fleet.at().equals(seenAt) || !now.isBefore(lookedAt.plus(BY_TIME));
    }

    String id(long number) {
        return log.id(number);
    }
}
