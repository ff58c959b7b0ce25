package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// BIRD is asked again and again after an apply, and left alone otherwise.
class BirdWakerTest {
    private static final int AGAIN_AND_AGAIN = 10;

    @TempDir
    private Path folder = Path.of("");

    private final Semaphore questions = new Semaphore(0);

    @Test
    void birdIsKeptAwakeAfterEachApplyAndOnlyThen() throws Exception {
        var socket = folder.resolve("bird.ctl");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                var waker = new BirdWaker(socket)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> serve(server));
            waker.start();
            assertThat(questions.tryAcquire(100, TimeUnit.MILLISECONDS))
                    .as("asked with no apply")
                    .isFalse();
            for (int apply = 0; apply < 2; apply++) {
                waker.wake();
                assertThat(questions.tryAcquire(AGAIN_AND_AGAIN, 10, TimeUnit.SECONDS))
                        .as("asked again and again")
                        .isTrue();
                awaitSilence();
            }
        }
    }

    /// Returns once nobody has asked for longer than it pauses between two questions.
    private void awaitSilence() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        do {
            questions.drainPermits();
            assertThat(System.nanoTime()).as("it still asks").isLessThan(giveUp);
        } while (questions.tryAcquire(500, TimeUnit.MILLISECONDS));
    }

    /// A BIRD that answers everything, one connection after the other.
    private void serve(ServerSocketChannel server) {
        while (server.isOpen()) {
            try (var channel = server.accept();
                    var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
                channel.write(ascii("0001 BIRD 2.0.12 ready.\n"));
                while (Objects.equals(lines.readLine(), "configure status")) {
                    questions.release();
                    channel.write(ascii("0003 Configuration confirmed\n"));
                }
            } catch (IOException _) {
                // The waker has closed its connection, or the test is over.
            }
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
