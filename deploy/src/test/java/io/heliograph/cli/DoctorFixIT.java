package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.broker.kafka.Broker;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.linux.Command;
import io.heliograph.node.linux.KernelReader;
import io.heliograph.node.preflight.HostChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `doctor --fix` on this machine itself, as on a reflector's: the kernel's table of neighbours is really too small
/// for its sessions. There is one table for all network namespaces, and only the first one may set its size.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class DoctorFixIT {
    private static final Path TABLE = Path.of("/proc/sys/net/ipv6/neigh/default");
    private static final String KEY = "net.ipv6.neigh.default.";
    private static final List<String> LIMITS = List.of("gc_thresh3", "gc_thresh2", "gc_thresh1");
    private static final String SMALL = "512";
    private static final int SESSIONS = 3_000;
    private static final String ROOM = "8192";

    /// A namespace in which neighbours are made, and the pair of links that they are behind.
    private static final String NAMESPACE = "hgneighbours";

    private static final String UP = "{\"status\": \"UP\", \"checks\": []}";
    private static final Pattern MEND = Pattern.compile("sysctl -w (net\\.\\S+=\\d+)");

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> before = new TreeMap<>();

    @BeforeEach
    void remember() {
        assumeTrue(
                Files.isWritable(TABLE.resolve("gc_thresh3")),
                "the kernel's table of neighbours cannot be set here: " + TABLE
                        + " is not writable, or this is not the first network namespace");
        for (var limit : LIMITS) {
            before.put(limit, value(limit));
        }
    }

    @AfterEach
    void putBack() {
        before.forEach(DoctorFixIT::set);
    }

    @Test
    void aTableTooSmallForTheSessionsIsNamedAskedAboutAndMended() throws Exception {
        var kafka = new Endpoint("localhost", ControlPlane.freePort());
        try (var broker = Broker.start(new BrokerSettings(folder.resolve("kafka"), kafka, kafka));
                var node = new StandInNode(folder, UP)) {
            assertThat(broker.provision()).isEmpty();
            var settings = reflector(kafka, node);
            var well = doctor(settings);
            assumeTrue(!well.out().contains("ACCEPT_RA_LOST"), "this machine has something else that --fix would mend");

            set("gc_thresh3", SMALL);
            var ill = doctor(settings);
            assertThat(ill.exit()).isEqualTo(ExitCode.UNHEALTHY.number());
            assertThat(ill.out())
                    .contains("NEIGHBOUR_TABLE_SMALL: The kernel keeps 512 neighbours (gc_thresh3) for all its links,"
                            + " and 3064 are needed here: set " + ROOM);
            isAskedOnATerminalAlone(settings);

            // As a person who reads the finding.
            set("gc_thresh3", SMALL);
            var mend = MEND.matcher(doctor(settings).out());
            assertThat(mend.find()).isTrue();
            Command.run("sysctl", "-w", mend.group(1));
            assertHealthy(settings);
        }
    }

    private void isAskedOnATerminalAlone(Path settings) throws Exception {
        var alone = doctor(settings, "--fix");
        assertThat(alone.exit()).as(alone.err()).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(alone.err()).contains("nothing was changed; --yes runs them without asking");
        assertThat(value("gc_thresh3")).isEqualTo(SMALL);

        try (var terminal = PseudoTerminal.start(folder, "doctor", "--fix", "--env-file", settings.toString())) {
            terminal.await("run them? [y/N]");
            assertThat(terminal.shown()).contains("sysctl -w net.ipv6.neigh.default.gc_thresh3=" + ROOM);
            assertThat(terminal.exitOf("n\n")).isEqualTo(ExitCode.UNHEALTHY.number());
            assertThat(terminal.shown()).contains("nothing was changed");
            assertThat(value("gc_thresh3")).isEqualTo(SMALL);
        }
        try (var terminal = PseudoTerminal.start(folder, "doctor", "--fix", "--env-file", settings.toString())) {
            terminal.await("run them? [y/N]");
            assertThat(value("gc_thresh3")).as("before the answer").isEqualTo(SMALL);
            assertThat(terminal.exitOf("y\n")).as(terminal.shown()).isZero();
            assertThat(LIMITS).extracting(DoctorFixIT::value).containsExactly(ROOM, "4096", "2048");
        }
        assertHealthy(settings);
    }

    /// A full table shows as many entries as it may have, and refuses the next one.
    @Test
    void aHostWhoseTableIsFullIsNamed() throws IOException {
        assertThat(codes()).doesNotContain(ReasonCode.NEIGHBOUR_TABLE_SMALL);
        Command.run("ip", "netns", "add", NAMESPACE);
        try {
            var links = List.of(
                    "ip -n %1$s link add left type veth peer name right",
                    "ip -n %1$s link set left up", "ip -n %1$s link set right up");
            links.forEach(line -> Command.run(line.formatted(NAMESPACE).split(" ")));
            set("gc_thresh3", SMALL);
            var refused = Command.attempt(
                    List.of("ip", "-n", NAMESPACE, "-6", "-batch", "-"), Map.of(), neighbours(Integer.parseInt(SMALL)));
            assertThat(refused.error()).contains("No buffer space available");
            assertThat(codes()).contains(ReasonCode.NEIGHBOUR_TABLE_SMALL);
            set("gc_thresh3", "2048");
            assertThat(codes()).doesNotContain(ReasonCode.NEIGHBOUR_TABLE_SMALL);
        } finally {
            Command.run("ip", "netns", "del", NAMESPACE);
        }
    }

    private static String neighbours(int count) {
        return IntStream.rangeClosed(1, count + 1)
                .mapToObj("neigh add fd00::%x lladdr 02:00:00:00:00:01 dev left nud reachable\n"::formatted)
                .collect(Collectors.joining());
    }

    private static List<ReasonCode> codes() {
        return HostChecks.check(new KernelReader().readWithoutFirewall()).stream()
                .map(Reason::code)
                .toList();
    }

    /// The settings of an agent, with a configuration of many sessions on its own links.
    private Path reflector(Endpoint kafka, StandInNode node) throws IOException {
        var current = Files.createDirectories(folder.resolve("bird/current"));
        Files.writeString(
                current.resolve("bird.conf"),
                IntStream.range(0, SESSIONS)
                        .mapToObj("protocol bgp h_%012x {\n\tdirect;\n}\n"::formatted)
                        .collect(Collectors.joining()));
        return Files.writeString(folder.resolve("heliograph.env"), """
                        HELIOGRAPH_CLUSTER=lab
                        HELIOGRAPH_REFLECTOR=rr01
                        HELIOGRAPH_STATE_DIR=%s
                        HELIOGRAPH_BIRD_CONFIG_DIR=%s
                        HELIOGRAPH_BIRD_SOCKET=%s
                        HELIOGRAPH_AGENT_URL=%s
                        KAFKA_BOOTSTRAP_SERVERS=%s
                        """.formatted(
                        folder, current.getParent(), node.socket(), node.url(), kafka));
    }

    private static ControlPlane.Run doctor(Path settings, String... options) {
        var words = new java.util.ArrayList<>(List.of("doctor", "--env-file", settings.toString()));
        words.addAll(List.of(options));
        return ControlPlane.run(words.toArray(String[]::new));
    }

    private static void assertHealthy(Path settings) {
        var run = doctor(settings);
        assertThat(run.out()).doesNotContain("NEIGHBOUR_TABLE_SMALL");
        assertThat(run.exit()).as(run.out()).isZero();
    }

    private static String value(String limit) {
        return Command.run("sysctl", "-n", KEY + limit).strip();
    }

    private static void set(String limit, String value) {
        Command.run("sysctl", "-w", KEY + limit + "=" + value);
    }
}
