package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealBirdIT {
    private static final String CONFIG = """
            router id 192.0.2.1;
            timeformat base iso long ms;
            protocol device { }
            protocol static s1 { ipv6; route 2001:db8:1::/64 blackhole; }
            """;

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void answers_what_we_understand(BirdBinary binary) throws Exception {
        try (var bird = RealBird.start(binary, Optional.empty(), CONFIG);
                var socket = BirdSocket.open(bird.socket())) {
            var status = DaemonStatus.parse(socket.execute("show status"));
            System.out.println("tried on BIRD " + status.versionText());
            assertThat(status.version()).get().matches(BirdVersion::isSupported);
            assertThat(status.routerId()).isEqualTo("192.0.2.1");
            assertThat(status.phase()).isEqualTo(DaemonStatus.Phase.RUNNING);
            assertThat(ProtocolRow.listing(socket.execute("show protocols")))
                    .extracting(ProtocolRow::name)
                    .contains("s1");
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_killed_bird_is_unreachable_and_returns(BirdBinary binary) throws Exception {
        try (var bird = RealBird.start(binary, Optional.empty(), CONFIG)) {
            try (var socket = BirdSocket.open(bird.socket())) {
                bird.kill();
                assertThatThrownBy(() -> socket.execute("show status")).isInstanceOf(BirdUnreachable.class);
            }
            assertThatThrownBy(() -> BirdSocket.open(bird.socket())).isInstanceOf(BirdUnreachable.class);
            bird.restart();
            try (var socket = BirdSocket.open(bird.socket())) {
                assertThat(socket.execute("show status").isError()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void parse_says_what_is_wrong(BirdBinary binary) {
        RealBird.parse(binary, CONFIG);
        assertThatThrownBy(() -> RealBird.parse(binary, CONFIG + "nonsense;\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("syntax error");
    }
}
