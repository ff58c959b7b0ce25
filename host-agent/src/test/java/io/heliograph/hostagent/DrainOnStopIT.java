package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostReport.Wish;
import io.heliograph.fleet.event.NodeConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// SIGTERM, on an agent that is to drain its host first: it says so, and ends once its own BIRD announces nothing.
class DrainOnStopIT {
    private static final String BOOTSTRAP = """
            router id 192.0.2.1;
            protocol device { }
            """;

    private static NodeConfig config(String host, String routes, Optional<Drain.Phase> drain) {
        var text = BOOTSTRAP + "protocol static s1 { ipv6; " + routes + "\n}\n";
        return new NodeConfig(
                NodeId.of(new HostId(host)),
                new ClusterId("lab"),
                Revision.of(text),
                Optional.empty(),
                text,
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of("0", 1L),
                "lab/host/" + host,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                drain,
                Optional.empty(),
                Optional.empty());
    }

    private static ReportingHost start(String name, RealBird bird, RealEngine engine, String limit) throws Exception {
        return ReportingHost.start(
                name,
                engine.host(),
                KafkaForTests.shared(),
                Map.of(
                        "HELIOGRAPH_BIRD_SOCKET",
                        bird.socket().toString(),
                        "HELIOGRAPH_BIRD_CONFIG_DIR",
                        bird.configFolder().toString(),
                        "HELIOGRAPH_DRAIN_ON_STOP",
                        "true",
                        "HELIOGRAPH_DRAIN_TIMEOUT",
                        limit));
    }

    @Test
    void the_agent_asks_for_a_drain_waits_for_it_and_its_next_start_takes_it_back() throws Exception {
        var kafka = KafkaForTests.shared();
        try (var engine = RealEngine.start();
                var bird = RealBird.start(BOOTSTRAP);
                var host = start("stop01", bird, engine, "60s")) {
            kafka.send(config("stop01", "route 2001:db8:1::/64 blackhole;", Optional.empty()), "/renderer");
            host.awaitReport(report -> report.wish().isEmpty());
            host.awaitUntil("a route", () -> routes(bird).contains("2001:db8:1::/64"));

            host.agent().terminate();
            host.awaitReport(report -> report.wish().filter(Wish.DRAIN::equals).isPresent());
            kafka.send(
                    config("stop01", "route 2001:db8:1::/64 blackhole; # marked", Optional.of(Drain.Phase.DRAINING)),
                    "/renderer");
            host.awaitLog("event=draining");
            assertThat(host.agent().isAlive()).isTrue();
            kafka.send(config("stop01", "# drained", Optional.of(Drain.Phase.DRAINED)), "/renderer");

            host.agent().awaitExit();
            assertThat(host.agent().log()).contains("event=drained effect=safe-to-stop");
            assertThat(routes(bird)).doesNotContain("2001:db8:1::/64");

            host.agent().start();
            host.awaitReport(
                    report -> report.version().epoch() == 2 && report.wish().isEmpty());
        }
    }

    @Test
    void a_drain_that_nobody_grants_delays_the_stop_by_its_limit_only() throws Exception {
        try (var engine = RealEngine.start();
                var bird = RealBird.start(BOOTSTRAP);
                var host = start("stop02", bird, engine, "2s")) {
            host.awaitReport(report -> report.wish().isEmpty());

            host.agent().terminate();
            host.agent().awaitExit();

            assertThat(host.agent().log()).contains("event=not-drained limit=PT2S");
        }
    }

    private static String routes(RealBird bird) {
        try (var socket = BirdSocket.open(bird.socket())) {
            return socket.execute("show route").lines().toString();
        } catch (Exception e) {
            return "";
        }
    }
}
