package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The consumers of `docs/consumers`, as they stand there, against a real broker: whoever comes late has the whole
/// state, sees what changes, and knows nothing of a session once its agent has been silent for three heartbeats.
class ConsumersIT {
    private static final Path DOCS = Path.of("../docs/consumers");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int RARELY = 600;
    private static final int OFTEN = 1;

    private static KafkaForTests kafka;
    private static KafkaProducer<String, byte[]> producer;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws ExecutionException, InterruptedException {
        kafka = KafkaForTests.own();
        kafka.provision();
        producer = new KafkaProducer<>(BusSettings.healthProducer(kafka.bootstrap()));
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void in_python() throws Exception {
        follows("python", "/usr/bin/python3", DOCS.resolve("sessions.py").toString());
    }

    @Test
    void in_javascript() throws Exception {
        Files.copy(DOCS.resolve("sessions.mjs"), folder.resolve("sessions.mjs"));
        var log = folder.resolve("npm.log");
        var install = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "kafkajs@2.2.4")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(install);
        assertThat(install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(install.exitValue()).as(Files.readString(log)).isZero();
        follows("javascript", "node", folder.resolve("sessions.mjs").toString());
    }

    @Test
    void in_java() throws Exception {
        follows(
                "java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DOCS.resolve("Sessions.java").toString());
    }

    private void follows(String who, String... command) throws Exception {
        var lost = Reason.of(ReasonCode.SESSION_LOST, who, "Hold timer expired");
        tell(who, SessionState.DOWN, Optional.of(lost), Lifecycle.ACTIVE, RARELY);
        tell(who, SessionState.UP, Optional.empty(), Lifecycle.ACTIVE, RARELY);
        start(command);
        var key = "rr01/" + ProtocolName.of(new HostId(who));
        await(key + " UP");
        tell(who, SessionState.DOWN, Optional.of(lost), Lifecycle.ACTIVE, RARELY);
        await(key + " DOWN SESSION_LOST");
        tell(who, SessionState.DOWN, Optional.of(lost), Lifecycle.ACTIVE, OFTEN);
        await(key + " UNKNOWN SESSION_LOST");
        tell(who, SessionState.UP, Optional.empty(), Lifecycle.ACTIVE, RARELY);
        await(key + " UP");
        tell(who, SessionState.DOWN, Optional.empty(), Lifecycle.REMOVED, RARELY);
        await(key + " REMOVED");
    }

    private void start(String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        var process = builder.start();
        started.add(process);
        Thread.ofVirtual().start(() -> {
            try (var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
                out.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add(e.toString());
            }
        });
    }

    /// The sessions of the other tests are told as well, and pass.
    private void await(String wanted) throws InterruptedException {
        var seen = new ArrayList<String>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line).as("%s after %s", wanted, seen).isNotNull();
            if (line.strip().equals(wanted)) {
                return;
            }
            seen.add(line);
        }
    }

    private static void tell(
            String peer, SessionState state, Optional<Reason> reason, Lifecycle lifecycle, int heartbeatSeconds)
            throws ExecutionException, InterruptedException {
        var now = Instant.now();
        var health = new SessionHealth(
                new ReflectorId("rr01"),
                ProtocolName.of(new HostId(peer)),
                PeerKind.HOST,
                peer,
                IpAddress.parse("2001:db8::11"),
                state,
                "",
                "",
                reason,
                Optional.empty(),
                RouteCounts.NONE,
                lifecycle,
                Optional.empty(),
                new ReportVersion(1, 1, "test"),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(heartbeatSeconds));
        producer.send(EventRecords.of(health, "/reflector/rr01", now, 1)).get();
    }
}
