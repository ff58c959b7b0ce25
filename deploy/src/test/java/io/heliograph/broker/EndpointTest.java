package io.heliograph.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9092", "192.0.2.5:1", "[2001:db8::5]:65535", "[::]:9092", "broker-1.example:9092"})
    void whatIsReadIsWrittenTheSame(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "2001:db8::5:9092", "[2001:db8::5]", ":9092", "a b:1", "h:123456", "http://h:1"
            })
    void whatIsNotHostAndPortIsRefusedWithItsForm(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("[2001:db8::5]:9092");
    }

    @Test
    void aPortOutOfRangeIsNamed() {
        assertThatThrownBy(() -> Endpoint.parse("localhost:70000")).hasMessageStartingWith("70000 is not a port");
    }

    @Test
    void nobodyCanConnectToEveryAddress() {
        var everywhere = Endpoint.parse("[::]:9092");

        assertThatThrownBy(() -> new BrokerSettings(Path.of("/data"), everywhere, everywhere))
                .hasMessageContaining("--advertise");
    }

    @Test
    void ipv6ListenersCarryBrackets() {
        var listen = Endpoint.parse("[2001:db8::5]:9092");
        var properties = new BrokerSettings(Path.of("/data"), listen, listen).properties(new Endpoint("::1", 5));

        assertThat(properties)
                .containsEntry("listeners", "PLAINTEXT://[2001:db8::5]:9092,CONTROLLER://[::1]:5")
                .containsEntry("advertised.listeners", "PLAINTEXT://[2001:db8::5]:9092")
                .containsEntry("controller.quorum.voters", "1@[::1]:5");
    }
}
