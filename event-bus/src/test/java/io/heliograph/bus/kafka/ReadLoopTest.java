package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadLoopTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final CountDownLatch rounds = new CountDownLatch(4);
    private final ReadLoop loop = new ReadLoop("test", this::round, told::add);

    /// The second round reaches the bus before it loses it, the third does not.
    private void round() {
        rounds.countDown();
        if (rounds.getCount() == 2) {
            loop.well();
        }
        throw new TimeoutException("no broker");
    }

    @Test
    void a_bus_that_is_away_is_read_again_and_told_once_for_each_loss() throws InterruptedException {
        loop.thread().start();
        assertThat(rounds.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        loop.end();

        assertThat(loop.thread().join(LIMIT)).isTrue();
        assertThat(told).containsExactly("no broker", "no broker");
    }

    @Test
    void who_interrupts_it_ends_it() throws InterruptedException {
        loop.thread().start();
        loop.thread().interrupt();

        assertThat(loop.thread().join(LIMIT)).isTrue();
        assertThat(loop.isOn()).isFalse();
    }

    @Test
    void a_bug_ends_it_and_is_seen_by_who_asks_whether_it_lives() throws InterruptedException {
        var faulty = new ReadLoop(
                "faulty",
                () -> {
                    throw new IllegalStateException("a bug");
                },
                told::add);
        faulty.thread().setUncaughtExceptionHandler((_, _) -> {});
        faulty.thread().start();

        assertThat(faulty.thread().join(LIMIT)).isTrue();
        assertThat(told).isEmpty();
    }
}
