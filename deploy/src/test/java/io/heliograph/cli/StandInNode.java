package io.heliograph.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A node's agent and BIRD, with answers that a real BIRD gave once.
final class StandInNode implements AutoCloseable {
    private static final Path RECORDED = Path.of("../bird-control/src/test/resources/bird/2.0.12");

    static final String REFLECTOR_HEALTH = """
            {"status": "DOWN", "checks": [
              {"name": "bus", "status": "DOWN", "data": {"waiting": 7}},
              {"name": "bird", "status": "UP"},
              {"name": "config", "status": "UP", "data": {"revision": "0f3a9c112233", "source": "disk",
               "held": "CONFIG_HELD: Revision aa would cost 40 sessions. Release it."}}]}
            """;

    private final HttpServer agent;
    private final ServerSocketChannel bird;
    private final Path socket;
    private final Map<String, String> words = new ConcurrentHashMap<>();

    StandInNode(Path folder, String health) throws IOException {
        agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/q/health", exchange -> {
            var body = health.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(health.contains("\"DOWN\"") ? 503 : 200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        agent.start();
        socket = folder.resolve("bird.ctl");
        bird = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        bird.bind(UnixDomainSocketAddress.of(socket));
        words.put("show status", Files.readString(RECORDED.resolve("status.txt")));
        words.put("show protocols all", Files.readString(RECORDED.resolve("protocols-all-errors.txt")));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /// Has BIRD answer this to a command.
    void answer(String command, String reply) {
        words.put(command, reply);
    }

    private void serve() {
        while (bird.isOpen()) {
            try (var client = bird.accept()) {
                say(client, "0001 BIRD 2.0.12 ready.\n");
                var commands = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
                for (var command = commands.readLine(); command != null; command = commands.readLine()) {
                    say(client, words.getOrDefault(command, "9001 syntax error, unexpected CF_SYM\n"));
                }
            } catch (IOException _) {
                // The next one.
            }
        }
    }

    private static void say(SocketChannel client, String text) throws IOException {
        var out = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (out.hasRemaining()) {
            client.write(out);
        }
    }

    String url() {
        return "http://localhost:" + agent.getAddress().getPort();
    }

    String socket() {
        return socket.toString();
    }

    @Override
    public void close() throws IOException {
        agent.stop(0);
        bird.close();
    }
}
