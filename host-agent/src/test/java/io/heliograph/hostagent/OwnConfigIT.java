package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The host's own configuration goes from a real bus into a real BIRD; no engine is needed for it.
class OwnConfigIT {
    private static final String BOOTSTRAP = """
            router id 192.0.2.1;
            protocol device { }
            """;

    private static NodeConfig config(String host, String... routes) {
        var text = BOOTSTRAP + "protocol static s1 { ipv6; route " + String.join(" blackhole; route ", routes)
                + " blackhole; }\n";
        return new NodeConfig(
                NodeId.parse("host/" + host),
                new ClusterId("lab"),
                Revision.of(text),
                Optional.empty(),
                text,
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of("0", 1L),
                "lab/host/" + host,
                List.of());
    }

    private static ReportingHost start(String name, RealBird bird, KafkaForTests kafka) {
        return ReportingHost.start(
                name,
                "unix:///nowhere/docker.sock",
                kafka,
                Map.of(
                        "HELIOGRAPH_BIRD_SOCKET", bird.socket().toString(),
                        "HELIOGRAPH_BIRD_CONFIG_DIR", bird.configFolder().toString()));
    }

    private static ApplyResult awaitResult(ReportingHost host, Predicate<ApplyResult> wanted) {
        try {
            return host.kafka()
                    .awaitEvent(
                            Topic.APPLIES,
                            ApplyResult.class,
                            ReportingHost.PATIENCE,
                            result -> result.node().name().equals(host.name()) && wanted.test(result));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + host.agent().log(), e);
        }
    }

    private static ApplyResult awaitConfirmed(ReportingHost host, NodeConfig config) {
        return awaitResult(
                host,
                result -> result.revision().equals(config.revision())
                        && result.outcome() == ApplyResult.Outcome.CONFIRMED);
    }

    private static String ready(ReportingHost host) {
        try {
            return host.agent().get("/q/health/ready");
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static boolean routes(RealBird bird, String prefix) throws Exception {
        try (var socket = BirdSocket.open(bird.socket())) {
            return socket.execute("show route").lines().stream()
                    .anyMatch(line -> line.text().contains(prefix));
        }
    }

    @Test
    void of_many_records_only_the_newest_of_our_key_is_applied_and_then_each_that_follows() throws Exception {
        var kafka = KafkaForTests.shared();
        kafka.send(config("own01", "2001:db8:1::/64"), "/renderer");
        kafka.send(config("other", "2001:db8:9::/64"), "/renderer");
        var newest = config("own01", "2001:db8:2::/64");
        kafka.send(newest, "/renderer");
        try (var bird = RealBird.start(BOOTSTRAP);
                var host = start("own01", bird, kafka)) {
            var first = awaitResult(host, _ -> true);
            assertThat(first.revision()).isEqualTo(newest.revision());
            assertThat(first.outcome()).isEqualTo(ApplyResult.Outcome.CONFIRMED);
            assertThat(routes(bird, "2001:db8:2::/64")).isTrue();

            var next = config("own01", "2001:db8:3::/64");
            kafka.send(next, "/renderer");
            awaitConfirmed(host, next);
            assertThat(routes(bird, "2001:db8:3::/64")).isTrue();
            assertThat(routes(bird, "2001:db8:2::/64")).isFalse();
        }
    }

    @Test
    void tombstones_and_poison_change_nothing() throws Exception {
        var kafka = KafkaForTests.shared();
        try (var bird = RealBird.start(BOOTSTRAP);
                var host = start("own02", bird, kafka)) {
            var good = config("own02", "2001:db8:1::/64");
            kafka.send(good, "/renderer");
            awaitConfirmed(host, good);

            kafka.sendRaw(Topic.CONFIGS, "host/own02", null);
            host.awaitLog("event=config-tombstone");
            kafka.sendRaw(Topic.CONFIGS, "host/own02", "{\"node\":".getBytes(StandardCharsets.UTF_8));
            host.awaitLog("event=config-unreadable");

            assertThat(routes(bird, "2001:db8:1::/64")).isTrue();
            var next = config("own02", "2001:db8:2::/64");
            kafka.send(next, "/renderer");
            awaitConfirmed(host, next);
        }
    }

    @Test
    void a_bird_that_was_away_gets_the_configuration_when_it_comes_and_keeps_it_over_a_restart() throws Exception {
        var kafka = KafkaForTests.shared();
        var wanted = config("own03", "2001:db8:1::/64");
        kafka.send(wanted, "/renderer");
        try (var bird = RealBird.prepared(BirdBinary.installed(), Optional.empty(), BOOTSTRAP);
                var host = start("own03", bird, kafka)) {
            awaitResult(host, result -> result.outcome() == ApplyResult.Outcome.FAILED);

            bird.restart();
            var confirmed = awaitConfirmed(host, wanted);
            assertThat(confirmed.bird()).isPresent();

            bird.kill();
            bird.restart();
            assertThat(routes(bird, "2001:db8:1::/64")).isTrue();
        }
    }

    @Test
    void an_agent_that_restarts_without_the_bus_leaves_bird_as_it_is() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            var wanted = config("own04", "2001:db8:1::/64");
            kafka.send(wanted, "/renderer");
            try (var bird = RealBird.start(BOOTSTRAP);
                    var host = start("own04", bird, kafka)) {
                awaitConfirmed(host, wanted);
                kafka.stop();
                host.agent().kill();
                host.agent().start();
                host.awaitUntil("two starts", () -> host.agent().log().split("event=start ", -1).length == 3);
                host.awaitUntil("health says what it goes by", () -> {
                    var health = ready(host);
                    return health.startsWith("503")
                            && health.contains("\"source\": \"disk\"")
                            && health.contains(wanted.revision().abbreviated());
                });
                bird.kill();
                bird.restart();
                assertThat(routes(bird, "2001:db8:1::/64")).isTrue();

                kafka.start();
                var next = config("own04", "2001:db8:2::/64");
                kafka.send(next, "/renderer");
                awaitConfirmed(host, next);
            }
        }
    }

    @Test
    void what_costs_too_much_waits_for_a_release_and_health_says_so() throws Exception {
        var kafka = KafkaForTests.shared();
        var many =
                IntStream.range(0, 10).mapToObj("2001:db8:%x::/64"::formatted).toArray(String[]::new);
        var wanted = config("own05", many);
        kafka.send(wanted, "/renderer");
        try (var bird = RealBird.start(BOOTSTRAP);
                var host = start("own05", bird, kafka)) {
            awaitConfirmed(host, wanted);
            var few = config("own05", many[0], many[1]);
            kafka.send(few, "/renderer");
            var held = awaitResult(host, result -> result.outcome() == ApplyResult.Outcome.HELD);
            assertThat(held.revision()).isEqualTo(few.revision());
            assertThat(routes(bird, many[9])).isTrue();
            assertThat(host.agent().get("/q/health/ready")).contains("CONFIG_HELD");

            var now = Instant.now();
            kafka.send(
                    new Release(
                            few.node(),
                            few.cluster(),
                            few.revision(),
                            "withdraw-8-prefixes",
                            "moved elsewhere",
                            "tester",
                            now,
                            now.plusSeconds(60)),
                    "/inventory");
            awaitConfirmed(host, few);
            assertThat(routes(bird, many[9])).isFalse();
        }
    }
}
