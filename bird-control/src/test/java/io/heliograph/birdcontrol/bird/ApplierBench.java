package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReportVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A real BIRD with an applier at its socket, and what came out of it.
final class ApplierBench implements AutoCloseable {
    static final NodeId NODE = NodeId.parse("host/docker01");
    static final String HEAD = """
            router id 192.0.2.1;
            timeformat base iso long ms;
            timeformat protocol iso long ms;
            protocol device { }
            """;

    private static final ClusterId CLUSTER = new ClusterId("lab");
    private static final long DEADLINE_SECONDS = 20;
    private static final long POLL_MILLIS = 5;
    private static final Duration TYPING = Duration.ofMillis(20);

    final RealBird bird;
    private final Duration trial;
    private final Duration sessionReturn;
    private final BlockingQueue<ApplyResult> results = new LinkedBlockingQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private ConfigApplier applier;

    ApplierBench(RealBird bird) {
        this(bird, Duration.ofSeconds(15), Duration.ofSeconds(8));
    }

    ApplierBench(RealBird bird, Duration trial, Duration sessionReturn) {
        this.bird = bird;
        this.trial = trial;
        this.sessionReturn = sessionReturn;
        this.applier = started();
    }

    private ConfigApplier started() {
        var fresh = new ConfigApplier(
                new ApplierSettings(
                        NODE,
                        CLUSTER,
                        bird.socket(),
                        bird.configFolder(),
                        secretsFolder(),
                        Duration.ofMillis(100),
                        trial,
                        sessionReturn,
                        BrakeLimits.USUAL,
                        Duration.ofMillis(200)),
                () -> new ReportVersion(1, sequence.incrementAndGet(), "bench"),
                results::add,
                InstantSource.system());
        fresh.start();
        return fresh;
    }

    Path secretsFolder() {
        return bird.folder().resolve("secrets");
    }

    ConfigApplier applier() {
        return applier;
    }

    /// Ends the applier and starts another from the same disk.
    void restartApplier() {
        applier.close();
        applier = started();
    }

    void stopApplier() {
        applier.close();
    }

    static NodeConfig config(String text, PlannedSession... sessions) {
        return new NodeConfig(
                NODE,
                CLUSTER,
                Revision.of(text),
                Optional.empty(),
                text,
                "test",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                List.of(sessions));
    }

    static PlannedSession session(String protocol, String neighbor) {
        return new PlannedSession(
                new ProtocolName(protocol), PeerKind.HOST, "docker01", IpAddress.parse(neighbor), List.of());
    }

    static NodeConfig withRoutes(String... prefixes) {
        var routes =
                Stream.of(prefixes).map("route %s blackhole;"::formatted).reduce("", (one, other) -> one + " " + other);
        return config(HEAD + "protocol static s1 { ipv6;" + routes + " }\n");
    }

    ApplyResult apply(NodeConfig config) {
        applier.offer(config);
        return await(config);
    }

    ApplyResult await(NodeConfig config) {
        return await(config, false);
    }

    /// The next result of that revision that is no passing failure.
    ApplyResult awaitFinal(NodeConfig config) {
        return await(config, true);
    }

    private ApplyResult await(NodeConfig config, boolean settled) {
        try {
            while (true) {
                var result = results.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
                if (result == null) {
                    throw new AssertionError("no result of " + config.revision().abbreviated() + " in time");
                }
                boolean passing = result.outcome() == ApplyResult.Outcome.FAILED;
                if (result.revision().equals(config.revision()) && !(settled && passing)) {
                    return result;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    List<ApplyResult> resultsSoFar() {
        return List.copyOf(results);
    }

    Path current() throws IOException {
        return Files.readSymbolicLink(bird.configFolder().resolve("current"));
    }

    void assertRuns(NodeConfig config) throws Exception {
        assertThat(current()).hasFileName(config.revision().abbreviated());
        assertThat(bird.configFolder().resolve("current/bird.conf")).hasContent(config.text());
        assertThat(applier.lastGood()).map(NodeConfig::revision).contains(config.revision());
    }

    /// BIRD computes the time anew in each answer, and its clocks waver by a millisecond.
    void assertNotReconfiguredSince(String before) throws BirdUnreachable {
        var moved = Duration.between(instant(before), instant(lastReconfiguration()));
        assertThat(moved.abs()).isLessThanOrEqualTo(Duration.ofMillis(2));
    }

    private static LocalDateTime instant(String shown) {
        return LocalDateTime.parse(shown.replace(' ', 'T'));
    }

    /// BIRD 3 takes a moment to flush a protocol that was disabled.
    void awaitDown(String protocol) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        try (var socket = BirdSocket.open(bird.socket())) {
            var shown = "";
            while (!shown.contains("down") && System.nanoTime() < deadline) {
                shown = socket.execute("show protocols " + protocol).lines().toString();
            }
            assertThat(shown).contains("down");
        }
    }

    String lastReconfiguration() throws BirdUnreachable {
        try (var socket = BirdSocket.open(bird.socket())) {
            return DaemonStatus.parse(socket.execute("show status")).lastReconfiguration();
        }
    }

    /// Somebody else at the socket, with a file of their own. BIRD's times waver by some milliseconds: who types comes
    /// later than that.
    void configureByHand(String text) throws Exception {
        var loaded = instant(lastReconfiguration());
        while (Duration.between(loaded, LocalDateTime.now(ZoneId.systemDefault()))
                        .compareTo(TYPING)
                < 0) {
            Thread.onSpinWait();
        }
        var file = java.nio.file.Files.writeString(bird.configFolder().resolve("by-hand.conf"), text);
        ask(bird, "configure \"" + file + "\"");
    }

    static void ask(RealBird bird, String command) throws BirdUnreachable {
        try (var socket = BirdSocket.open(bird.socket())) {
            var reply = socket.execute(command);
            assertThat(reply.isError()).as(reply.toString()).isFalse();
        }
    }

    static boolean isEstablished(RealBird bird, String protocol) {
        try (var socket = BirdSocket.open(bird.socket())) {
            return ProtocolRow.listing(socket.execute("show protocols")).stream()
                    .anyMatch(row -> row.name().equals(protocol) && row.isEstablished());
        } catch (BirdUnreachable _) {
            return false;
        }
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        applier.close();
        bird.close();
    }
}
