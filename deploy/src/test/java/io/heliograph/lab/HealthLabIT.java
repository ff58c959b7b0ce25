package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.http.Collector;
import io.heliograph.lab.http.Dashboard;
import io.heliograph.lab.http.Prometheus;
import io.heliograph.lab.kafka.SessionTap;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.plan.LabAddresses;
import io.heliograph.lab.plan.LabName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What people and dashboards live on, with a real Prometheus: a death is everywhere within two seconds with its
/// reason, each panel and each alert has data behind it, and readiness means it.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthLabIT {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabJourney journey;
    private Monitoring monitoring;
    private Prometheus prometheus;
    private Collector collector;
    private Convergence.Created created;
    private Instant well = Instant.EPOCH;

    @BeforeAll
    void begin() {
        collector = Collector.start();
        journey = LabJourney.begin("health", List.of(), Map.of("HELIOGRAPH_TRACES", tracesTo(collector.port())));
        monitoring = new Monitoring(journey.lab());
        monitoring.openWayHere();
        prometheus = monitoring.start();
        journey.assertSoon("Prometheus is ready", prometheus::isReady);
        created = journey.createReachable(DOCKER01, 1);
        journey.assertSoon(
                "Prometheus has scraped every process",
                () -> prometheus.query("up == 1").size()
                        == monitoring.processes().size());
        journey.assertSoon(
                "the journey is counted",
                () -> prometheus
                                .query("heliograph_observed_to_verified_seconds_count > 0")
                                .size()
                        == 1);
    }

    private static String tracesTo(int port) {
        return "http://[" + LabAddresses.of(new LabName("health")).uplink() + "]:" + port;
    }

    @AfterAll
    void end() {
        prometheus.close();
        collector.close();
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    @Order(1)
    void aKilledBirdIsEverywhereWithinTwoSecondsWithItsReason() {
        try (var heard = SessionTap.of(journey.lab().plan().kafka());
                var dashboard = Dashboard.open(journey.lab().plan().inventory(), "/")) {
            well = Instant.now();
            long began = System.nanoTime();
            journey.make("bird:rr02");
            var told = new TreeMap<String, CompletableFuture<Duration>>();
            told.put(
                    "Prometheus: bird_socket_query_success",
                    after(
                            began,
                            () -> !prometheus
                                    .query("bird_socket_query_success{instance='rr02'} == 0")
                                    .isEmpty()));
            told.put(
                    "Prometheus: reason",
                    after(
                            began,
                            () -> !prometheus
                                    .query("heliograph_reason_active{instance='rr02', code='BIRD_UNREACHABLE'} == 1")
                                    .isEmpty()));
            told.put(
                    "Prometheus: bird_protocol_up has no series",
                    after(
                            began,
                            () -> prometheus
                                    .query("bird_protocol_up{instance='rr02'}")
                                    .isEmpty()));
            told.put("the dashboard in Chromium", dashboard.tells(began, "rr02", "BIRD_UNREACHABLE"));
            told.put("GET /api/v1/status", after(began, this::statusNamesTheReason));
            told.put("heliograph status", after(began, () -> {
                var run = Cli.run(journey.lab(), "status");
                return run.exit() == 3 && run.out().contains("BIRD_UNREACHABLE");
            }));
            told.put(
                    "heliograph.session-transitions",
                    after(
                            began,
                            () -> heard.all(SessionTransition.class).stream()
                                            .filter(it ->
                                                    isOfRr02(it.reflector().value(), it.to(), it.reason()))
                                            .count()
                                    == 3));
            told.put(
                    "heliograph.sessions",
                    after(
                            began,
                            () -> heard.all(SessionHealth.class).stream()
                                            .filter(it ->
                                                    isOfRr02(it.reflector().value(), it.state(), it.reason()))
                                            .count()
                                    == 3));
            told.forEach((where, time) ->
                    System.err.println(where + ": " + time.join().toMillis() + " ms after the kill"));
            assertThat(told)
                    .allSatisfy(
                            (where, time) -> assertThat(time.join()).as(where).isLessThan(TOLD_WITHIN));
        }
        assertAlertIsOnItsWay("BirdUnreachable");
        assertAlertIsOnItsWay("SessionsDown");
    }

    /// To be asked while the cause holds: rules are evaluated now and then, and a cause that is gone by then rang none.
    private void assertAlertIsOnItsWay(String alert) {
        journey.assertSoon(
                alert + " is on its way",
                () -> !prometheus
                        .query("ALERTS{alertname='Heliograph" + alert + "'}")
                        .isEmpty());
    }

    private static boolean isOfRr02(String reflector, SessionState state, Optional<Reason> reason) {
        return reflector.equals("rr02")
                && state != SessionState.UP
                && reason.filter(why -> why.code() == ReasonCode.BIRD_UNREACHABLE)
                        .isPresent();
    }

    private boolean statusNamesTheReason() {
        return journey.lab().inventory().status().troubles().stream()
                .anyMatch(trouble -> trouble.reason().code() == ReasonCode.BIRD_UNREACHABLE);
    }

    private static CompletableFuture<Duration> after(long began, BooleanSupplier seen) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Probe.await(TOLD_WITHIN.multipliedBy(5), seen);
                    return Duration.ofNanos(System.nanoTime() - began);
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    /// calico#2370: one dead peer made healthy nodes unready.
    @Test
    @Order(2)
    void whoseBirdIsGoneIsAliveAndNotReadyAndNobodyElseIsUnready() {
        assertThat(get("rr02", "live").status()).isEqualTo(200);
        assertThat(get("rr02", "ready").status()).isEqualTo(503);
        assertThat(check("rr02", "bird").path("data").path("reason").asText()).startsWith("BIRD_UNREACHABLE");
        assertThat(check("rr02", "bus").path("status").asText()).isEqualTo("UP");
        for (var name : List.of("inventory", "renderer", "rr01", "docker01", "docker02")) {
            assertThat(get(name, "ready").status()).as(name).isEqualTo(200);
        }
        var agent = journey.lab().programs().handle("rr02.agent").orElseThrow().pid();
        var ill = Instant.now();
        journey.mend("bird:rr02");
        journey.assertWithin(RETURN_LIMIT, "the sessions return", journey::areAllSessionsUp);
        journey.assertSoon("rr02 is ready", () -> get("rr02", "ready").status() == 200);
        assertThat(journey.lab().programs().handle("rr02.agent").orElseThrow().pid())
                .isEqualTo(agent);
        assertIsToldAfterwards(ill);
    }

    /// Who comes in the morning asks for the night.
    private void assertIsToldAfterwards(Instant ill) {
        var prefix = created.prefix().toString();
        journey.assertWithin(
                RETURN_LIMIT,
                prefix + " is well again",
                () -> Cli.run(journey.lab(), "explain", prefix).exit() == 0);
        var then = Cli.run(journey.lab(), "explain", prefix, "--at", ill.toString());
        assertThat(then.exit()).as(then.out() + then.err()).isEqualTo(3);
        assertThat(then.out()).contains(" at " + ill, "! session with rr02", "+ session with rr01", "BIRD_UNREACHABLE");
        var before = Cli.run(journey.lab(), "explain", prefix, "--at", well.toString());
        assertThat(before.exit()).as(before.out() + before.err()).isZero();
        assertThat(before.out()).contains("+ on rr02", "verified");
        assertThat(Cli.run(journey.lab(), "explain", "rr02/docker01", "--at", ill.toString())
                        .out())
                .contains("! state", "BIRD_UNREACHABLE");
    }

    @Test
    @Order(3)
    void aHostWhoseBirdOrDockerIsGoneSaysSoAndTheReflectorsAreReady() {
        journey.make("bird:docker02");
        journey.make("engine:docker02");
        journey.assertSoon(
                "docker02 names both",
                () -> reason("docker02", "bird").startsWith("BIRD_UNREACHABLE")
                        && reason("docker02", "engine").startsWith("ENGINE_UNREACHABLE"));
        assertAlertIsOnItsWay("EngineUnreachable");
        assertThat(get("docker02", "live").status()).isEqualTo(200);
        for (var name : List.of("rr01", "rr02", "docker01")) {
            assertThat(get(name, "ready").status()).as(name).isEqualTo(200);
        }
        journey.mend("engine:docker02");
        journey.mend("bird:docker02");
        journey.assertWithin(RETURN_LIMIT, "the sessions return", journey::areAllSessionsUp);
        journey.assertSoon("docker02 is ready", () -> get("docker02", "ready").status() == 200);
    }

    @Test
    @Order(4)
    void withoutABusAllAreAliveAndNoneIsReadyAndTheRouteStands() {
        journey.make("kafka");
        for (var name : monitoring.processes().keySet()) {
            journey.assertSoon(
                    name + " names the bus", () -> reason(name, "bus").startsWith("KAFKA_UNREACHABLE"));
            assertThat(get(name, "live").status()).as(name).isEqualTo(200);
        }
        assertThat(journey.hasRoute(created)).isTrue();
        assertAlertIsOnItsWay("BusUnreachable");
        journey.mend("kafka");
        for (var name : monitoring.processes().keySet()) {
            journey.assertSoon(name + " is ready", () -> get(name, "ready").status() == 200);
        }
    }

    private Monitoring.Answer get(String name, String which) {
        return monitoring.get(name, "/q/health/" + which);
    }

    private JsonNode check(String name, String check) {
        try {
            for (var found : JSON.readTree(get(name, "ready").body()).path("checks")) {
                if (found.path("name").asText().equals(check)) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError(
                name + " has no check " + check + ": " + get(name, "ready").body());
    }

    private String reason(String name, String check) {
        return check(name, check).path("data").path("reason").asText();
    }

    /// One trace from Docker's event to what came of it on the host and on both reflectors.
    @Test
    @Order(5)
    void aChangeIsOneTraceFromDockerToTheVerifiedRoute() {
        var changed = journey.createReachable(DOCKER01, 2);
        var verified = "verified " + changed.prefix() + " on ";
        journey.assertSoon(
                "spans",
                () -> spans(verified + "rr01").size() == 1
                        && spans(verified + "rr02").size() == 1);
        var trace = spans(verified + "rr01").getFirst().trace();
        var spans = collector.spans().stream()
                .filter(span -> span.trace().equals(trace))
                .toList();
        spans.forEach(
                span -> System.err.println(span.service() + ": " + span.name() + " " + span.nanos() / 1000 + " us"));
        assertThat(spans.stream().map(span -> span.service().split(" ")[0] + ": " + span.name()))
                .contains(
                        "docker01: docker network create",
                        "docker01: report sent",
                        "inventory: admit",
                        "heliograph-config-renderer: render host/docker01",
                        "heliograph-config-renderer: render reflector/rr01",
                        "heliograph-config-renderer: render reflector/rr02",
                        "docker01: apply host/docker01",
                        "rr01: apply reflector/rr01",
                        "rr02: apply reflector/rr02",
                        "rr01: " + verified + "rr01",
                        "rr02: " + verified + "rr02");
        var ids = spans.stream().map(Collector.Received::span).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(spans)
                .allSatisfy(span -> assertThat(span.nanos()).as(span.name()).isNotNegative())
                .allSatisfy(span -> assertThat(span.parent())
                        .as("parent of " + span.name())
                        .satisfiesAnyOf(
                                parent -> assertThat(parent).isEmpty(),
                                parent -> assertThat(ids).contains(parent)));
        assertThat(spans.stream().filter(span -> span.parent().isEmpty())).hasSize(1);
    }

    private List<Collector.Received> spans(String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    @Test
    @Order(6)
    void everyPanelHasDataAndEveryAlertsMetricsExist() throws IOException {
        var empty = new ArrayList<String>();
        var queries = PanelQueries.in(monitoring.folder().resolve("dashboards"));
        assertThat(queries).hasSizeGreaterThan(40);
        queries.forEach((panel, query) -> {
            if (!Probe.await(Duration.ofSeconds(10), () -> hasData(query))) {
                empty.add(panel + ": " + query);
            }
        });
        assertThat(empty).isEmpty();
        var rules = Files.readString(monitoring.folder().resolve("heliograph.rules.yml"));
        for (var metric : PanelQueries.metricsOfAlerts(rules)) {
            // What is only there while something is wrong was there: the tests before this one saw to that.
            assertThat(prometheus.query("last_over_time(" + metric + "[10m])"))
                    .as(metric)
                    .isNotEmpty();
        }
        PanelQueries.alerts(rules).forEach(prometheus::query);
    }

    /// Dashboards that were made for bird_exporter go on working, the instance being named as they want it.
    @Test
    @Order(7)
    void theDashboardOfBirdExporterHasData() throws IOException {
        var queries = PanelQueries.ofBirdExporter();
        assertThat(queries).hasSize(16);
        for (var query : queries) {
            var filled = query.replace("$instance:9324", "rr01")
                    .replace("$version", "6")
                    .replace("$__rate_interval", "1m");
            assertThat(hasData(filled)).as(filled).isTrue();
        }
    }

    private boolean hasData(String query) {
        return prometheus.query(query).stream().anyMatch(series -> !Double.isNaN(series.value()));
    }

    /// What the guide says of each metric, against what the processes give.
    @Test
    @Order(8)
    void theGuidesTableIsWhatTheProcessesServe() throws IOException {
        var table =
                MetricTable.of(Files.readString(journey.lab().settings().home().resolve("docs/guide/monitoring.md")));
        var live = new TreeMap<String, Map<String, MetricTable.Metric>>();
        for (var name : monitoring.processes().keySet()) {
            live.put(name, MetricTable.served(monitoring.get(name, "/q/metrics").body()));
        }
        assertThat(table.differences(live)).isEmpty();
    }
}
