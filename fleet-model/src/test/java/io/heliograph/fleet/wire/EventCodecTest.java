package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    static Iterable<Object> samples() {
        return Samples.all().values();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_encoded_decodes_to_the_same(Object event) {
        var type = EventType.of(event);
        var bytes = EventCodec.encode(event);

        var decoded = EventCodec.decode(
                type.topic(), type.payload(), Optional.of(type.typeName()), Optional.of(Keys.of(event)), bytes);

        assertThat(decoded).isEqualTo(new Decoded.Event<>(event));
    }
}
