package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However the bytes are cut, the same replies come out.
class ReplyAssemblerPropertyTest {
    private static final int ROUNDS = 300;
    private static final List<String> NAMES =
            List.of("status", "protocols", "protocols-all", "route-all", "configure-timeout", "check-bad", "disable");

    @Test
    void replies_do_not_depend_on_how_the_bytes_are_cut() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var stream = new ByteArrayOutputStream();
            var expected = new ArrayList<BirdOutput>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                noise(random, stream, expected);
                var version = Recorded.VERSIONS.get(random.nextInt(Recorded.VERSIONS.size()));
                var name = NAMES.get(random.nextInt(NAMES.size()));
                interspersed(random, Recorded.bytes(version, name), stream, expected);
                expected.add(new BirdOutput.Answer(Recorded.reply(version, name)));
            }
            assertThat(cut(random, stream.toByteArray()))
                    .as("seed=%d round=%d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static void noise(Random random, ByteArrayOutputStream stream, List<BirdOutput> expected) {
        while (random.nextInt(3) == 0) {
            var text = random.nextBoolean() ? "h_é: State changed to up" : "0003 not an answer";
            stream.writeBytes(("+" + text + "\n").getBytes(StandardCharsets.UTF_8));
            expected.add(new BirdOutput.Asynchronous(text));
        }
    }

    /// The recorded bytes, with asynchronous lines between some of their lines.
    private static void interspersed(
            Random random, byte[] bytes, ByteArrayOutputStream stream, List<BirdOutput> expected) {
        for (int i = 0; i < bytes.length; i++) {
            stream.write(bytes[i]);
            if (bytes[i] == '\n' && i + 1 < bytes.length && random.nextInt(8) == 0) {
                noise(random, stream, expected);
            }
        }
    }

    private static List<BirdOutput> cut(Random random, byte[] bytes) {
        var assembler = new ReplyAssembler();
        var output = new ArrayList<BirdOutput>();
        int largest = 1 + random.nextInt(random.nextBoolean() ? 5 : 3000);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(largest));
            output.addAll(assembler.accept(bytes, from, length));
            from += length;
        }
        assertThat(assembler.isInsideAnswer()).isFalse();
        return output;
    }
}
