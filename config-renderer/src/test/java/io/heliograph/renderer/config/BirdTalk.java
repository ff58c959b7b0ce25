package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.birdcontrol.reply.BirdReply;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a real BIRD says, for tests that wait for it to say something.
final class BirdTalk {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private BirdTalk() {}

    /// The answer to a command, line by line.
    static String say(RealBird bird, String command) throws Exception {
        try (var socket = BirdSocket.open(bird.socket())) {
            return socket.execute(command).lines().stream()
                    .map(BirdReply.Line::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    /// Asks until the answer is as expected; fails with the last one, the sessions and BIRD's log.
    static void await(RealBird bird, String command, Predicate<String> expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var text = say(bird, command);
        while (!expected.test(text)) {
            assertThat(System.nanoTime())
                    .as(command + ": " + text + "\n" + say(bird, "show protocols all") + bird.log())
                    .isLessThan(deadline);
            Thread.sleep(5);
            text = say(bird, command);
        }
    }
}
