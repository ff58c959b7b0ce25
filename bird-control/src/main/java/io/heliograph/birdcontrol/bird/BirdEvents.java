package io.heliograph.birdcontrol.bird;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A connection that only listens: tells within milliseconds when BIRD comes, goes, or says something.
/// It connects again for ever, and calls its consumer from one thread of its own.
public final class BirdEvents implements AutoCloseable {
    /// Echoes BIRD's whole log through a buffer of 4 KB, the largest BIRD has.
    public static final String ECHO_ALL = "echo all 4096";

    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final Duration LISTEN = Duration.ofHours(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);

    private final Path socket;
    private final Optional<String> echo;
    private final Consumer<BirdEvent> consumer;
    private final Thread thread;
    private volatile boolean closed;

    private BirdEvents(Path socket, Optional<String> echo, Consumer<BirdEvent> consumer) {
        this.socket = socket;
        this.echo = echo;
        this.consumer = consumer;
        this.thread = Thread.ofVirtual().name("bird-events").unstarted(this::run);
    }

    /// Tells of BIRD's coming and going, and of notices that BIRD sends to every connection.
    public static BirdEvents watch(Path socket, Consumer<BirdEvent> consumer) {
        return started(new BirdEvents(socket, Optional.empty(), consumer));
    }

    /// As [#watch], and every line of BIRD's log as well. Which lines there are is up to `debug protocols`.
    /// BIRD 3 (seen on 3.1.8) has no `echo`: there only its coming and going is told, and the rest takes a poll.
    public static BirdEvents follow(Path socket, Consumer<BirdEvent> consumer) {
        return started(new BirdEvents(socket, Optional.of(ECHO_ALL), consumer));
    }

    private static BirdEvents started(BirdEvents events) {
        events.thread.start();
        return events;
    }

    private void run() {
        var retry = FIRST_RETRY;
        var told = "";
        while (!closed) {
            try (var bird = BirdSocket.open(socket, GREETING, line -> consumer.accept(new BirdEvent.Said(line)))) {
                if (echo.isPresent()) {
                    bird.execute(echo.get(), GREETING);
                }
                retry = FIRST_RETRY;
                told = "";
                consumer.accept(new BirdEvent.Connected(bird.greeting()));
                while (!closed) {
                    bird.listen(LISTEN);
                }
            } catch (BirdUnreachable e) {
                if (told.isEmpty() && !closed) {
                    told = String.valueOf(e.getMessage());
                    consumer.accept(new BirdEvent.Lost(told));
                }
            }
            retry = pause(retry);
        }
    }

    private Duration pause(Duration retry) {
        try {
            Thread.sleep(retry);
        } catch (InterruptedException _) {
            closed = true;
        }
        var doubled = retry.multipliedBy(2);
        return doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }

    /// Ends the connection; no event is told afterwards, except one that is being told now.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
