package io.heliograph.node.docker;

import io.heliograph.node.subnets.DockerNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One question to a Docker engine, in HTTP/1.0 and over a connection of its own: it ends when the answer does.
public final class EngineCall {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 32 << 20;
    private static final String REQUEST = "GET /networks HTTP/1.0\r\nHost: docker\r\n\r\n";
    private static final String END_OF_HEAD = "\r\n\r\n";

    private EngineCall() {}

    /// What the engine says.
    public record Told(String version, List<DockerNetwork> networks) {
        public Told {
            networks = List.copyOf(networks);
        }
    }

    /// Every network that the engine has. Throws [IOException], with a message for a person, where it does not answer
    /// in time or not credibly.
    ///
    /// @param engine `unix:///var/run/docker.sock` or `tcp://host:port`
    public static Told networks(URI engine) throws IOException {
        try (var channel = open(engine)) {
            // A frozen engine takes the connection and never answers: whoever closes the channel ends the reading.
            var guard = Thread.startVirtualThread(() -> closeAfterDeadline(channel));
            try {
                channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
                return answer(Channels.newInputStream(channel));
            } catch (java.nio.channels.ClosedChannelException e) {
                throw new IOException("no answer within " + DEADLINE.toSeconds() + " s", e);
            } finally {
                guard.interrupt();
            }
        }
    }

    private static SocketChannel open(URI engine) throws IOException {
        boolean tcp = "tcp".equals(engine.getScheme());
        SocketAddress address = tcp
                ? new InetSocketAddress(engine.getHost(), engine.getPort())
                : UnixDomainSocketAddress.of(engine.getPath());
        var channel = tcp ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private static void closeAfterDeadline(SocketChannel channel) {
        try {
            Thread.sleep(DEADLINE);
            channel.close();
        } catch (InterruptedException | IOException _) {
            // It answered.
        }
    }

    private static Told answer(InputStream in) throws IOException {
        var all = in.readNBytes(MAX_BYTES);
        // One character a byte, so that what is found in the text is where it is in the bytes.
        int end = new String(all, StandardCharsets.ISO_8859_1).indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new IOException("it answers with what is no HTTP");
        }
        var head = new String(all, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
        if (!head.getFirst().matches("HTTP/1\\.[01] 200.*")) {
            throw new IOException("it answers '" + head.getFirst() + "'");
        }
        var server = head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("server:"))
                .map(line -> line.substring("server:".length()).strip())
                .findFirst()
                .orElse("");
        var body = Arrays.copyOfRange(all, end + END_OF_HEAD.length(), all.length);
        return new Told(EngineAnswer.version(server), EngineAnswer.networks(body));
    }
}
