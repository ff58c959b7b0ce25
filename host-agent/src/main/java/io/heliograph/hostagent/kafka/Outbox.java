package io.heliograph.hostagent.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Sends events one after the other, each until the bus has it: the next goes when the one before is
/// acknowledged, so that nothing overtakes and a bus that returns is not flooded.
///
/// At most `capacity` events wait; for one more the oldest is dropped. Of snapshots only the latest is of use:
/// they wait with a capacity of one.
final class Outbox<E> {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final int capacity;
    private final Function<E, CompletionStage<?>> send;
    private final Consumer<Throwable> failed;
    private final Deque<E> waiting = new ArrayDeque<>();
    private boolean busy;
    private long dropped;

    /// @param send hands an event to the bus; the stage ends when the bus has it, or not
    /// @param failed is told of each attempt that failed
    Outbox(int capacity, Function<E, CompletionStage<?>> send, Consumer<Throwable> failed) {
        this.capacity = capacity;
        this.send = send;
        this.failed = failed;
    }

    void put(E event) {
        synchronized (this) {
            if (waiting.size() == capacity) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(event);
            if (busy) {
                return;
            }
            busy = true;
        }
        sendNext();
    }

    private void sendNext() {
        E next;
        synchronized (this) {
            if (waiting.isEmpty()) {
                busy = false;
                return;
            }
            next = waiting.removeFirst();
        }
        attempt(next);
    }

    private void attempt(E event) {
        CompletionStage<?> sent;
        try {
            sent = send.apply(event);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedStage(e);
        }
        var _ = sent.whenComplete((_, failure) -> {
            if (failure == null) {
                sendNext();
            } else {
                failed.accept(failure);
                CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> again(event));
            }
        });
    }

    /// Tries the same event again, unless so many wait that it is the one to be dropped.
    private void again(E event) {
        synchronized (this) {
            if (waiting.size() < capacity) {
                waiting.addFirst(event);
            } else {
                dropped++;
            }
        }
        sendNext();
    }

    /// Events that the bus does not have yet.
    synchronized int waiting() {
        return waiting.size() + (busy ? 1 : 0);
    }

    /// Events that gave way to newer ones and were never sent.
    synchronized long dropped() {
        return dropped;
    }
}
