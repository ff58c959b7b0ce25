package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever came over the bus, reading it gives a value.
class EventCodecPropertyTest {
    private static final int RECORDS = 2_000;
    private static final String TOKENS = "{}[]\",:0123456789.-eE\\/abcu nulltruefalse\u0000\u001f\u007f";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_301, 0xdeadbeefL})
    void reading_a_damaged_record_never_throws_and_what_is_read_can_be_written(long seed) {
        var random = new Random(seed);
        var samples = new ArrayList<>(Samples.all().values());
        int malformed = 0;
        for (int i = 0; i < RECORDS; i++) {
            var event = samples.get(random.nextInt(samples.size()));
            var type = EventType.of(event);
            var bytes = damage(random, EventCodec.encode(event));

            var decoded = EventCodec.decode(
                    type.topic(), type.payload(), Optional.of(type.typeName()), Optional.of(Keys.of(event)), bytes);

            switch (decoded) {
                case Decoded.Event<?>(Object value) ->
                    assertThat(EventCodec.encode(value))
                            .as("seed %d, record %d: %s", seed, i, new String(bytes, StandardCharsets.ISO_8859_1))
                            .isNotEmpty();
                case Decoded.Malformed<?>(var reason) -> {
                    malformed++;
                    assertThat(reason.message()).hasSizeLessThan(1_000).doesNotContain("\u0000");
                }
                case Decoded.Tombstone<?> _ -> throw new AssertionError("not asked for");
            }
        }
        assertThat(malformed).as("damage does damage").isGreaterThan(RECORDS / 4);
    }

    private static byte[] damage(Random random, byte[] bytes) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> {
                    bytes[at] = (byte) random.nextInt(256);
                    yield bytes;
                }
                case 2 -> {
                    bytes[at] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
                    yield bytes;
                }
                default -> without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)));
            };
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        if (to - from >= bytes.length) {
            return bytes;
        }
        var rest = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }
}
