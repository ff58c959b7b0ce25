package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server of our own in BIRD's place, for what a real BIRD does only when it dies at the right byte.
@Timeout(20)
class FakeServerTest {
    private static final String GREETING = "0001 BIRD 2.0.12 ready.\n";

    @TempDir
    private Path folder;

    private final List<ServerSocketChannel> servers = new ArrayList<>();

    /// Accepts once, sends the pieces, each after the one before was surely read alone or not, and closes.
    private Path server(boolean closes, String... pieces) throws IOException {
        var path = folder.resolve("bird.ctl");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            try {
                var client = server.accept();
                for (var piece : pieces) {
                    client.write(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
                    Thread.sleep(2);
                }
                if (closes) {
                    client.close();
                }
            } catch (IOException | InterruptedException _) {
                // The test is over.
            }
        });
        return path;
    }

    @AfterEach
    void closeServers() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }

    @Test
    void an_answer_in_pieces_is_whole() throws Exception {
        var path = server(
                false,
                "000",
                "1 BIRD 2.0",
                ".12 ready.\n",
                "2002-Na",
                "me\n+noise\n100",
                "2-one\n two\n00",
                "00 ",
                "\n");
        var heard = new ArrayList<String>();
        try (var socket = BirdSocket.open(path, Duration.ofSeconds(5), heard::add)) {
            assertThat(socket.greeting()).isEqualTo("BIRD 2.0.12 ready.");
            assertThat(socket.execute("show protocols").lines()).hasSize(4);
            assertThat(heard).containsExactly("noise");
        }
    }

    @Test
    void a_socket_that_closes_in_the_middle_of_an_answer_says_so() throws Exception {
        var path = server(true, GREETING, "1002-one\n");
        var socket = BirdSocket.open(path);
        assertThatThrownBy(() -> socket.execute("show protocols"))
                .isInstanceOf(BirdUnreachable.class)
                // Whether the request still went out, was refused or was thrown away unread is the kernel's affair.
                .hasMessageMatching(
                        ".*(closed in the middle of an answer|Broken pipe|Connection reset|closed the connection).*");
        assertThatThrownBy(() -> socket.execute("show status")).isInstanceOf(BirdUnreachable.class);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void silence_ends_at_the_deadline() throws Exception {
        var path = server(false, GREETING, "1002-one\n");
        try (var socket = BirdSocket.open(path)) {
            assertThatThrownBy(() -> socket.execute("show protocols", Duration.ofMillis(50)))
                    .isInstanceOf(BirdUnreachable.class)
                    .hasMessageContaining("did not answer in time");
            assertThat(socket.isOpen()).isFalse();
        }
    }

    @Test
    void another_servers_greeting_is_refused() throws Exception {
        var path = server(false, "220 mail.example.org ESMTP\n");
        assertThatThrownBy(() -> BirdSocket.open(path))
                .isInstanceOf(BirdUnreachable.class)
                .hasMessageContaining("no reply");
    }

    @Test
    void no_greeting_is_not_waited_for_longer_than_the_deadline() throws Exception {
        var path = server(false);
        assertThatThrownBy(() -> BirdSocket.open(path, Duration.ofMillis(50), _ -> {}))
                .isInstanceOf(BirdUnreachable.class);
    }

    @Test
    void a_command_that_bird_would_drop_is_a_bug_of_the_caller() throws Exception {
        var path = server(false, GREETING);
        try (var socket = BirdSocket.open(path)) {
            assertThatThrownBy(() -> socket.execute("x".repeat(BirdSocket.MAX_COMMAND_BYTES)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.execute("show status\nconfigure"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
