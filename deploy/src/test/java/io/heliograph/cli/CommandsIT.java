package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.broker.kafka.Broker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The verbs against the real inventory on a real broker.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class CommandsIT {
    private static final Path INVENTORY = Path.of("../inventory-service/target/quarkus-app/quarkus-run.jar");

    private static final String FLEET = """
            clusters:
              - cluster: lab
                asn: 65001
                aggregates: ["2001:db8:c000::/36"]
                allowSpecialRanges: [DOCUMENTATION]
                join: OPEN
                bgp: {reach: DIRECT, holdTime: PT9S}
                upstreams: [{upstream: router1, address: "2001:db8::1", asn: 65000}]
            reflectors:
              - {reflector: rr01, cluster: lab, address: "2001:db8::11"}
            """;

    @TempDir
    private Path folder = Path.of("");

    private String url = "";

    /// What a command left behind.
    private record Run(int exit, String out, String err) {}

    @Test
    void aFleetIsDeclaredSeenAndExportedAgain() throws Exception {
        assertThat(INVENTORY).as("build inventory-service first").exists();
        var listen = new Endpoint("localhost", freePort());
        int http = freePort();
        url = "http://localhost:" + http;
        try (var broker = Broker.start(new BrokerSettings(folder.resolve("kafka"), listen, listen))) {
            assertThat(broker.provision()).isEmpty();
            assertThat(run("topics", "drift", "--bootstrap-servers", listen.toString())
                            .exit())
                    .isZero();
            var inventory = inventory(listen, http);
            try {
                awaitAnswer();
                journey();
            } finally {
                inventory.destroy();
                inventory.waitFor();
            }
        }
    }

    /// Until the inventory has read its topics it is out of reach; with nothing declared it is healthy.
    private void awaitAnswer() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        var status = ask("status");
        while (status.exit() == ExitCode.UNREACHABLE.number() && System.nanoTime() < giveUp) {
            Thread.sleep(200);
            status = ask("status");
        }
        assertThat(status.exit()).as(status.err()).isZero();
    }

    private void journey() throws IOException {
        var file = file(FLEET);
        assertThat(ask("fleet", "diff", "-f", file).exit()).isEqualTo(4);
        assertThat(ask("fleet", "apply", "-f", file, "--dry-run").exit()).isZero();
        assertThat(ask("fleet", "apply", "-f", file, "--message", "the lab").out())
                .containsPattern("create +cluster +lab\n")
                .containsPattern("create +reflector +rr01\n");
        assertThat(ask("fleet", "diff", "-f", file).exit()).isZero();

        var status = ask("status", "-o", "json");
        assertThat(status.exit()).isEqualTo(3);
        assertThat(status.out()).contains("\"schema\" : \"heliograph.status.v1\"", "\"wanted\" : 1");
        assertThat(ask("reflectors").out()).contains("rr01", "2001:db8::11", "wanted");
        assertThat(ask("wait", "rr01", "--for", "confirmed", "--timeout", "100ms")
                        .err())
                .contains("reflector/rr01 is wanted");
        assertThat(ask("explain", "nowhere").err()).startsWith("NOT_FOUND: ");

        var exported = ask("fleet", "export").out();
        assertThat(ask("fleet", "diff", "-f", file(exported)).exit())
                .as("what is exported changes nothing")
                .isZero();
        var refused = ask("fleet", "apply", "-f", file("hosts:\n  - {host: docker01, cluster: elsewhere}\n"));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("elsewhere");
    }

    private Process inventory(Endpoint kafka, int port) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        INVENTORY.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("inventory.log").toFile());
        process.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.toString());
        process.environment()
                .put("HELIOGRAPH_STATE_DIR", folder.resolve("inventory").toString());
        return process.start();
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private String file(String text) throws IOException {
        var file = Files.createTempFile(folder, "fleet", ".yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    private Run ask(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = url;
        return run(all);
    }

    private static Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Heliograph.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
