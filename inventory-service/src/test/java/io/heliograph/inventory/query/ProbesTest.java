package io.heliograph.inventory.query;

import static io.heliograph.inventory.admission.Given.LAB;
import static io.heliograph.inventory.admission.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.RouteProbe.Result;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two reflectors hold the route of a subnet and ping its container.
class ProbesTest {
    private static final Prefix SUBNET = Prefix.parse("2001:db8:c001::/64");
    private static final IpAddress TARGET = IpAddress.parse("2001:db8:c001::9");

    private final FleetLedger ledger = new FleetLedger();
    private final FleetViews views = new FleetViews();
    private int sequence;

    @BeforeEach
    void a_subnet_that_is_verified() {
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.recall(new ReflectorEntry(
                new ReflectorId("rr02"),
                LAB,
                IpAddress.parse("2001:db8::12"),
                Optional.empty(),
                Lifecycle.ACTIVE,
                Given.DECLARED));
        ledger.begin(NOW);
        report(Optional.empty(), Optional.of(TARGET));
        says("rr01", Optional.empty());
        says("rr02", Optional.empty());
    }

    private HostReport report(Optional<Reason> broken, Optional<IpAddress> target) {
        var subnet = Given.subnet(SUBNET.toString());
        var told = new ReportedSubnet(
                subnet.prefix(),
                subnet.network(),
                subnet.networkId(),
                subnet.driver(),
                subnet.labels(),
                subnet.observedAt(),
                broken,
                target);
        sequence++;
        var report = Given.report(
                "docker07",
                LAB,
                Given.version(1, sequence),
                Given.address("docker07"),
                List.of(told),
                broken.stream().toList());
        ledger.report(report, NOW);
        return report;
    }

    private void says(String reflector, Optional<Result> result) {
        views.apply(new RouteHealth(
                SUBNET,
                reflector,
                LAB,
                new HostId("docker07"),
                "",
                Stage.VERIFIED,
                Map.of(Stage.APPLIED, NOW, Stage.REFLECTED, NOW, Stage.VERIFIED, NOW),
                Optional.of(Given.address("docker07")),
                Optional.empty(),
                Lifecycle.ACTIVE,
                NOW,
                result.map(it -> new RouteProbe(TARGET, it, NOW.plusSeconds(1)))));
    }

    private void say(Result first, Result second) {
        says("rr01", Optional.of(first));
        says("rr02", Optional.of(second));
    }

    private FleetSnapshot fleet() {
        return views.snapshot(ledger.fleet(), ledger.reports(), List.of(), NOW);
    }

    private RouteView route() {
        return RouteQueries.routes(fleet()).getFirst();
    }

    private Explanation explanation() {
        return Explain.explain(fleet(), SUBNET.toString()).orElseThrow();
    }

    private List<String> troubles() {
        return StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles().stream()
                .filter(trouble -> trouble.kind().equals("route"))
                .map(trouble -> trouble.subject() + " " + trouble.reason().code())
                .toList();
    }

    @Test
    void a_container_that_answers_nobody_makes_its_subnet_broken_and_one_that_answers_mends_it() {
        assertThat(route().isWell()).isTrue();
        say(Result.SILENT, Result.SILENT);

        var broken = route().broken().orElseThrow();
        assertThat(broken.code()).isEqualTo(ReasonCode.PROBE_FAILED);
        assertThat(broken.message()).contains(SUBNET.toString(), TARGET.toString(), "rr01, rr02");
        assertThat(broken.mend()).contains("docker07", "DOCKER-USER");
        assertThat(route().stage()).isEqualTo(Stage.VERIFIED);
        assertThat(troubles()).containsExactly(SUBNET + " PROBE_FAILED");
        assertThat(explanation().reason()).contains(broken);
        assertThat(explanation().facts())
                .filteredOn(fact -> fact.what().equals("probe from rr02"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.good()).isFalse();
                    assertThat(fact.at()).contains(NOW.plusSeconds(1));
                });

        say(Result.ANSWERED, Result.ANSWERED);
        assertThat(route().isWell()).isTrue();
        assertThat(troubles()).isEmpty();
    }

    /// One answer proves that packets get in: what is wrong lies between the other reflector and the host.
    @Test
    void one_reflector_that_gets_no_answer_is_told_of_and_breaks_nothing() {
        say(Result.SILENT, Result.ANSWERED);
        assertThat(route().isWell()).isTrue();
        assertThat(explanation().healthy()).isTrue();
        assertThat(explanation().facts())
                .filteredOn(fact -> fact.what().startsWith("probe from"))
                .extracting(fact -> fact.what() + ": " + fact.value())
                .containsExactly(
                        "probe from rr01: " + TARGET + " does not answer", "probe from rr02: " + TARGET + " answers");
    }

    @Test
    void a_reflector_that_does_not_ask_has_no_voice() {
        says("rr02", Optional.of(Result.SILENT));
        assertThat(route().broken().orElseThrow().message()).contains("of rr02.");
    }

    @Test
    void what_preflight_knows_comes_first() {
        say(Result.SILENT, Result.SILENT);
        var drop = Reason.of(ReasonCode.FORWARD_POLICY_DROP, "DROP", SUBNET);
        report(Optional.of(drop), Optional.of(TARGET));
        assertThat(route().broken()).contains(drop);
        assertThat(troubles()).isEmpty();
    }

    /// BIRD keeps a route for a while whose host restarts gracefully, and nobody answers there meanwhile.
    @Test
    void behind_a_dead_session_the_session_is_told_and_the_ping_is_not() {
        say(Result.SILENT, Result.SILENT);
        session("rr02", SessionState.UP);
        session("rr01", SessionState.DOWN);
        assertThat(troubles()).isEmpty();
        session("rr01", SessionState.UP);
        assertThat(troubles()).containsExactly(SUBNET + " PROBE_FAILED");
    }

    private void session(String reflector, SessionState state) {
        var host = new HostId("docker07");
        views.apply(new SessionHealth(
                new ReflectorId(reflector),
                ProtocolName.of(host),
                PeerKind.HOST,
                host.value(),
                Given.address(host.value()),
                state,
                "",
                "",
                state == SessionState.UP
                        ? Optional.empty()
                        : Optional.of(Reason.of(ReasonCode.SESSION_LOST, host, "Hold timer expired")),
                Optional.empty(),
                new RouteCounts(1, 0, 0, 1),
                Lifecycle.ACTIVE,
                Optional.empty(),
                Given.version(1, 1),
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    @Test
    void a_failure_does_not_outlive_its_container_or_the_option() {
        say(Result.SILENT, Result.SILENT);
        report(Optional.empty(), Optional.of(IpAddress.parse("2001:db8:c001::a")));
        assertThat(route().isWell()).isTrue();
        report(Optional.empty(), Optional.empty());
        assertThat(route().isWell()).isTrue();
        report(Optional.empty(), Optional.of(TARGET));
        assertThat(route().isWell()).isFalse();
        says("rr01", Optional.empty());
        says("rr02", Optional.empty());
        assertThat(route().isWell()).isTrue();
    }

    @Test
    void the_word_of_a_silent_agent_is_no_verdict() {
        say(Result.SILENT, Result.SILENT);
        var host = report(Optional.empty(), Optional.of(TARGET));
        views.said(host, NOW);
        hears("rr01", NOW);
        hears("rr02", NOW.plusSeconds(80));
        views.said(host, NOW.plusSeconds(80));
        views.pass(NOW.plusSeconds(95));
        assertThat(route().broken().orElseThrow().message()).contains("of rr02.");

        hears("rr01", NOW.plusSeconds(160));
        hears("rr02", NOW.plusSeconds(160));
        for (int second = 96; second < 176; second++) {
            views.pass(NOW.plusSeconds(second));
        }
        assertThat(route().isWell()).as("the host's agent is silent").isTrue();
    }

    private void hears(String reflector, Instant at) {
        views.said(
                new ReflectorReport(
                        new ReflectorId(reflector),
                        LAB,
                        Given.version(1, 1),
                        at,
                        "heartbeat",
                        new ReflectorFacts("0.1.0", "6.1", true, Optional.of("2.17.6"), Duration.ofSeconds(30)),
                        List.of()),
                at);
    }
}
