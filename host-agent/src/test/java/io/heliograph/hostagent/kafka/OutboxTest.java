package io.heliograph.hostagent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private record Attempt(String event, CompletableFuture<Void> outcome) {}

    private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new ArrayList<>();

    private Outbox<String> outbox(int capacity) {
        return new Outbox<>(
                capacity,
                event -> {
                    var attempt = new Attempt(event, new CompletableFuture<>());
                    attempts.add(attempt);
                    return attempt.outcome();
                },
                failures::add);
    }

    private Attempt next() throws InterruptedException {
        var attempt = attempts.poll(10, TimeUnit.SECONDS);
        if (attempt == null) {
            throw new AssertionError("nothing was sent");
        }
        return attempt;
    }

    @Test
    void of_snapshots_that_waited_only_the_latest_is_sent() throws InterruptedException {
        var outbox = outbox(1);
        outbox.put("a");
        outbox.put("b");
        outbox.put("c");

        var first = next();
        assertThat(first.event()).isEqualTo("a");
        assertThat(attempts).isEmpty();
        first.outcome().complete(null);
        assertThat(next().event()).isEqualTo("c");
        assertThat(attempts).isEmpty();
    }

    @Test
    void what_failed_is_sent_again_unless_there_is_newer() throws InterruptedException {
        var outbox = outbox(1);
        outbox.put("a");
        next().outcome().completeExceptionally(new IllegalStateException("no broker"));
        var again = next();
        assertThat(again.event()).isEqualTo("a");
        outbox.put("b");
        again.outcome().completeExceptionally(new IllegalStateException("no broker"));
        assertThat(next().event()).isEqualTo("b");
        assertThat(failures).hasSize(2);
    }

    @Test
    void events_keep_their_order_over_failures_and_the_oldest_goes_when_full() throws InterruptedException {
        var outbox = outbox(2);
        outbox.put("a");
        outbox.put("b");
        var first = next();
        first.outcome().completeExceptionally(new IllegalStateException("no broker"));
        var again = next();
        assertThat(again.event()).isEqualTo("a");
        again.outcome().complete(null);
        var second = next();
        assertThat(second.event()).isEqualTo("b");
        outbox.put("c");
        outbox.put("d");
        outbox.put("e");
        second.outcome().complete(null);
        var third = next();
        assertThat(third.event()).isEqualTo("d");
        third.outcome().complete(null);
        assertThat(next().event()).isEqualTo("e");
    }
}
