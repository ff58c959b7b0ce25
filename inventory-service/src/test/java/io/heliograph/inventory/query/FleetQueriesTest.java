package io.heliograph.inventory.query;

import static io.heliograph.inventory.admission.Given.LAB;
import static io.heliograph.inventory.admission.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SearchHit;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Trouble;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.Given;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import io.heliograph.inventory.rollout.ReleaseRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A cluster with one reflector and one host, at each step of a subnet's journey.
class FleetQueriesTest {
    private static final Prefix SUBNET = Prefix.parse("2001:db8:c001::/64");
    private static final ReflectorId RR01 = new ReflectorId("rr01");
    private static final HostId DOCKER07 = new HostId("docker07");
    private static final ProtocolName SESSION = ProtocolName.of(DOCKER07);
    private static final Revision REVISION = Revision.of("text");

    private final FleetLedger ledger = new FleetLedger();
    private final FleetViews views = new FleetViews();

    @BeforeEach
    void an_admitted_subnet() {
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
        ledger.report(Given.report("docker07", 1, SUBNET.toString()), NOW);
    }

    @Test
    void an_admitted_subnet_waits_to_be_rendered_and_nothing_has_failed() {
        assertThat(route().stage()).isEqualTo(Stage.ADMITTED);
        var status = StatusQuery.status(fleet(), NOW);
        assertThat(status.healthy()).isFalse();
        assertThat(status.revisions().wanted()).isEqualTo(2);
        assertThat(status.revisions().rendered()).isZero();
        assertThat(status.hosts().clause()).isEqualTo("1 host admitted");
        assertThat(NodeQueries.applies(fleet()))
                .allSatisfy(view -> assertThat(view.progress()).isEqualTo(Progress.WANTED));
    }

    @Test
    void what_is_held_is_trouble_and_what_waits_its_turn_is_not() {
        everything();
        views.apply(rollout("reflector/rr01", Rollout.State.HELD, ReasonCode.CONFIG_HELD));
        views.apply(rollout("reflector/rr02", Rollout.State.WAITING, ReasonCode.ROLLOUT_WAITING));
        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.troubles())
                .extracting(trouble -> trouble.kind() + " " + trouble.subject() + " "
                        + trouble.reason().code())
                .containsExactly("reflector rr01 CONFIG_HELD");
        assertThat(status.healthy()).isFalse();
        assertThat(RolloutQueries.rollouts(fleet()))
                .extracting(view -> view.node().toString())
                .containsExactly("reflector/rr01", "reflector/rr02");
        views.apply(rollout("reflector/rr01", Rollout.State.CLEAR, ReasonCode.CONFIG_HELD));
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).healthy()).isTrue();
    }

    @Test
    void what_is_wrong_with_a_reflectors_machine_is_shown_and_an_older_report_of_it_is_not() {
        everything();
        assertThat(NodeQueries.reflectors(fleet()).getFirst().facts()).isEmpty();
        views.apply(machine(2, Reason.of(ReasonCode.FILE_LIMIT_LOW, 1024, 1000, 4096)));
        views.apply(machine(1));
        assertThat(NodeQueries.reflectors(fleet()).getFirst().preflight())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.FILE_LIMIT_LOW);
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles())
                .extracting(trouble -> trouble.kind() + " " + trouble.subject() + " "
                        + trouble.reason().code())
                .containsExactly("reflector rr01 FILE_LIMIT_LOW");
        views.apply(machine(3));
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).healthy()).isTrue();
    }

    /// Every route stands, and the host's own firewall lets nothing in: nobody is helped by a green light.
    @Test
    void a_subnet_that_its_host_cannot_let_in_is_broken_and_keeps_its_route() {
        everything();
        var drop = Reason.of(ReasonCode.FORWARD_POLICY_DROP, "DROP", SUBNET);
        var before = ledger.fleet().host(DOCKER07).orElseThrow();
        report(Optional.of(drop));

        var route = route();
        assertThat(route.stage()).isEqualTo(Stage.VERIFIED);
        assertThat(route.broken()).contains(drop);
        assertThat(route.isWell()).isFalse();
        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.routes().clause()).isEqualTo("0 of 1 routes verified, 1 broken");
        assertThat(status.troubles())
                .extracting(trouble -> trouble.kind() + " " + trouble.subject() + " "
                        + trouble.reason().code())
                .containsExactly("host docker07 FORWARD_POLICY_DROP");
        assertThat(explain(SUBNET.toString()).healthy()).isFalse();
        assertThat(explain(SUBNET.toString()).failedStage()).contains(Stage.VERIFIED);
        assertThat(explain(SUBNET.toString()).reason()).contains(drop);
        assertThat(ledger.fleet().host(DOCKER07).orElseThrow().admitted()).isEqualTo(before.admitted());

        report(Optional.empty());
        assertThat(route().isWell()).isTrue();
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).healthy()).isTrue();
    }

    private void report(Optional<Reason> broken) {
        var last = ledger.reports().get(DOCKER07);
        if (last == null) {
            throw new AssertionError("no report");
        }
        var subnets = last.subnets().stream()
                .map(it -> new ReportedSubnet(
                        it.prefix(),
                        it.network(),
                        it.networkId(),
                        it.driver(),
                        it.labels(),
                        it.observedAt(),
                        broken,
                        Optional.empty()))
                .toList();
        ledger.report(
                new HostReport(
                        last.host(),
                        last.cluster(),
                        last.version().next(),
                        last.observedAt(),
                        "preflight",
                        last.facts(),
                        subnets,
                        last.notAnnounced(),
                        broken.stream().toList()),
                NOW);
    }

    private static ReflectorReport machine(int sequence, Reason... found) {
        return new ReflectorReport(
                RR01,
                LAB,
                Given.version(1, sequence),
                NOW,
                "change",
                new ReflectorFacts("0.1.0", "6.1", true, Optional.of("2.0.12"), Duration.ofSeconds(30)),
                List.of(found));
    }

    @Test
    void what_an_agent_holds_is_shown_and_can_be_released_like_what_the_renderer_holds() {
        everything();
        views.apply(applied(NodeId.of(RR01), Outcome.HELD, Revision.of("older")));
        assertThat(RolloutQueries.rollouts(fleet())).singleElement().satisfies(view -> {
            assertThat(view.node()).isEqualTo(NodeId.of(RR01));
            assertThat(view.state()).isEqualTo(Rollout.State.HELD);
            assertThat(view.revision()).contains(REVISION);
            assertThat(view.sent()).contains(Revision.of("older"));
        });
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles()).hasSize(1);
        var risk = RolloutQueries.rollouts(fleet()).getFirst().risk().orElseThrow();
        var request = new ReleaseRequest(
                NodeId.of(RR01), REVISION.abbreviated(), "wanted", risk, "alice", Duration.ofMinutes(5));
        assertThat(ReleaseRules.decide(request, views.rollout(NodeId.of(RR01)), NOW))
                .isInstanceOf(ReleaseOutcome.Granted.class);
        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        assertThat(RolloutQueries.rollouts(fleet())).isEmpty();
    }

    @Test
    void what_a_node_undid_is_shown_and_can_be_tried_again() {
        everything();
        views.apply(applied(NodeId.of(RR01), Outcome.ROLLED_BACK, Revision.of("older")));
        var view = RolloutQueries.rollouts(fleet()).getFirst();
        assertThat(view.state()).isEqualTo(Rollout.State.STOPPED);
        assertThat(view.revision()).contains(REVISION);
        assertThat(view.risk()).contains("try-it-again");
        var request = new ReleaseRequest(
                NodeId.of(RR01), REVISION.abbreviated(), "wanted", "try-it-again", "alice", Duration.ofMinutes(5));
        assertThat(ReleaseRules.decide(request, views.rollout(NodeId.of(RR01)), NOW))
                .isInstanceOf(ReleaseOutcome.Granted.class);
    }

    private static Rollout rollout(String node, Rollout.State state, ReasonCode why) {
        return new Rollout(
                NodeId.parse(node),
                LAB,
                state,
                Optional.of(REVISION),
                Optional.empty(),
                Optional.empty(),
                new NodeConfig.ChangeCost(6, 12),
                Optional.of(Reason.of(why, REVISION.abbreviated(), node, "test")),
                Optional.of("withdraw-12-prefixes"),
                NOW);
    }

    @Test
    void when_everything_has_arrived_all_is_well() {
        everything();

        var route = route();
        assertThat(route.stage()).isEqualTo(Stage.VERIFIED);
        assertThat(route.observedToVerified()).contains(Duration.ofSeconds(4));
        assertThat(route.reachedAt()).containsKeys(Stage.values());
        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.troubles()).isEmpty();
        assertThat(status.healthy()).isTrue();
        assertThat(status.summary()).isEqualTo("all is well");
        assertThat(explain(SUBNET.toString()).healthy()).isTrue();
        assertThat(explain("docker07").healthy()).isTrue();
        assertThat(explain("rr01/docker07").healthy()).isTrue();
    }

    @Test
    void a_session_that_is_down_is_the_trouble_and_its_routes_are_not_told_beside_it() {
        everything();
        views.apply(
                health(SessionState.DOWN, Optional.of(Reason.of(ReasonCode.SESSION_LOST, "docker07", "hold timer"))));
        views.apply(route(Stage.APPLIED));

        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.sessions().clause()).isEqualTo("0 of 1 sessions up");
        assertThat(status.troubles())
                .extracting(Trouble::kind, trouble -> trouble.reason().code())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("session", ReasonCode.SESSION_LOST));
        assertThat(explain(SUBNET.toString()).reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
        assertThat(explain(SUBNET.toString()).failedStage()).contains(Stage.REFLECTED);
        assertThat(explain(SESSION_NAME).reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
    }

    @Test
    void the_trouble_of_a_session_has_the_name_that_people_give_it() {
        everything();
        views.apply(
                health(SessionState.DOWN, Optional.of(Reason.of(ReasonCode.SESSION_LOST, "docker07", "hold timer"))));

        assertThat(sessionInTrouble()).isEqualTo("rr01/docker07");
        assertThat(explain("rr01/docker07").reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
        assertThat(found("rr01/docker07")).containsExactly(SESSION_NAME);
        assertThat(SearchQuery.search(fleet(), "rr01/docker07", 9))
                .extracting(SearchHit::subject)
                .containsExactly("rr01/docker07");
    }

    @Test
    void where_an_upstream_has_the_name_of_a_host_a_session_keeps_its_own() {
        everything();
        var upstream = new PlannedSession(
                new ProtocolName("u_docker07"), PeerKind.UPSTREAM, "docker07", Given.address("docker01"), List.of());
        views.apply(config(NodeId.of(RR01), List.of(planned(), upstream)), NOW.plusSeconds(1));
        views.apply(
                health(SessionState.DOWN, Optional.of(Reason.of(ReasonCode.SESSION_LOST, "docker07", "hold timer"))));

        assertThat(sessionInTrouble()).isEqualTo(SESSION_NAME);
        assertThat(found(SESSION_NAME)).containsExactly(SESSION_NAME);
    }

    private String sessionInTrouble() {
        return StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles().stream()
                .filter(trouble -> trouble.reason().code() == ReasonCode.SESSION_LOST)
                .map(Trouble::subject)
                .findFirst()
                .orElseThrow();
    }

    /// What the dashboard shows behind its link.
    private List<String> found(String words) {
        var wish = new Listing.Wish(
                Optional.of(words), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return Listings.SESSIONS.page(SessionQueries.sessions(fleet()), wish).rows().stream()
                .map(SessionView::name)
                .toList();
    }

    private static final String SESSION_NAME = RR01 + "/" + SESSION;

    @Test
    void a_route_that_does_not_come_is_a_trouble_only_after_a_while() {
        everything();
        views.apply(route(Stage.APPLIED));

        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(5)).troubles()).isEmpty();
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly(ReasonCode.ROUTE_MISSING);
    }

    @Test
    void a_rejected_configuration_is_told_for_its_node() {
        everything();
        views.apply(applied(NodeId.of(RR01), Outcome.REJECTED, Revision.of("older")));

        var view = NodeQueries.applies(fleet()).stream()
                .filter(apply -> apply.node().equals(NodeId.of(RR01)))
                .findFirst()
                .orElseThrow();
        assertThat(view.progress()).isEqualTo(Progress.FAILED);
        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles())
                .extracting(Trouble::kind, Trouble::subject)
                .contains(org.assertj.core.groups.Tuple.tuple("reflector", "rr01"));
    }

    @Test
    void a_session_that_is_configured_and_not_spoken_of_is_unknown() {
        views.apply(config(NodeId.of(RR01), List.of(planned())), NOW);

        assertThat(SessionQueries.sessions(fleet())).singleElement().satisfies(session -> {
            assertThat(session.state()).isEqualTo(SessionState.UNKNOWN);
            assertThat(session.expectedPrefixes()).isEqualTo(1);
            assertThat(session.peerAs()).isPresent();
        });
    }

    @Test
    void of_a_reflector_whose_agent_is_silent_nothing_is_known() {
        everything();
        views.said(health(SessionState.UP, Optional.empty()), NOW);
        views.said(java.util.Objects.requireNonNull(ledger.reports().get(DOCKER07)), NOW.plusSeconds(80));
        views.pass(NOW.plusSeconds(95));

        assertThat(SessionQueries.sessions(fleet())).singleElement().satisfies(session -> {
            assertThat(session.state()).isEqualTo(SessionState.UNKNOWN);
            assertThat(session.reason().orElseThrow().code()).isEqualTo(ReasonCode.AGENT_SILENT);
        });
        var status = StatusQuery.status(fleet(), NOW.plusSeconds(120));
        assertThat(status.healthy()).isFalse();
        assertThat(status.troubles())
                .extracting(trouble -> trouble.kind() + " " + trouble.subject() + " "
                        + trouble.reason().code())
                .containsExactly("reflector rr01 AGENT_SILENT");
    }

    @Test
    void where_nobody_is_heard_the_bus_is_named_and_no_agent() {
        everything();
        views.said(health(SessionState.UP, Optional.empty()), NOW);
        views.said(java.util.Objects.requireNonNull(ledger.reports().get(DOCKER07)), NOW);
        views.pass(NOW.plusSeconds(95));

        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(120)).troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly(ReasonCode.BUS_SILENT);
    }

    @Test
    void a_reflector_is_explained_by_its_machine_its_configuration_and_its_sessions() {
        everything();
        assertThat(explain("rr01").healthy()).isTrue();
        assertThat(explain("reflector/rr01").facts())
                .allSatisfy(fact -> assertThat(fact.good()).isTrue());
        views.apply(machine(1, Reason.of(ReasonCode.FILE_LIMIT_LOW, 1024, 1000, 4096)));
        assertThat(explain("rr01").reason()).map(Reason::code).contains(ReasonCode.FILE_LIMIT_LOW);
        views.apply(machine(2));
        views.apply(rollout("reflector/rr01", Rollout.State.HELD, ReasonCode.CONFIG_HELD));
        assertThat(explain("rr01").reason()).map(Reason::code).contains(ReasonCode.CONFIG_HELD);
        views.apply(rollout("reflector/rr01", Rollout.State.CLEAR, ReasonCode.CONFIG_HELD));
        views.apply(health(SessionState.DOWN, Optional.of(Reason.of(ReasonCode.SESSION_LOST, "docker07", "x"))));
        assertThat(explain("rr01").reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
        assertThat(explain("rr01").toString()).contains("0 of 1 session");
    }

    @Test
    void a_subnet_that_is_held_up_by_the_brake_says_so() {
        everything();
        views.apply(route(Stage.APPLIED));
        views.apply(rollout("reflector/rr01", Rollout.State.HELD, ReasonCode.CONFIG_HELD));
        assertThat(explain(SUBNET.toString()).reason()).map(Reason::code).contains(ReasonCode.CONFIG_HELD);
        assertThat(explain("2001:db8:c001::7").subject()).isEqualTo(SUBNET.toString());
    }

    @Test
    void a_host_whose_agent_is_silent_is_not_all_well() {
        everything();
        views.said(health(SessionState.UP, Optional.empty()), NOW.plusSeconds(300));
        views.said(java.util.Objects.requireNonNull(ledger.reports().get(DOCKER07)), NOW);
        views.pass(NOW.plusSeconds(301));
        views.pass(NOW.plusSeconds(312));
        assertThat(explain("docker07").healthy()).isFalse();
        assertThat(explain("docker07").reason()).map(Reason::code).contains(ReasonCode.AGENT_SILENT);
    }

    @Test
    void a_bird_that_is_gone_is_told_once_and_not_of_each_of_its_sessions() {
        everything();
        var gone = Reason.of(ReasonCode.BIRD_UNREACHABLE, "/run/bird/bird.ctl", "Connection refused");
        views.apply(health(SessionState.DOWN, Optional.of(gone)));
        views.apply(route(Stage.APPLIED));

        assertThat(StatusQuery.status(fleet(), NOW.plusSeconds(60)).troubles())
                .extracting(trouble -> trouble.kind() + " " + trouble.subject() + " "
                        + trouble.reason().code())
                .containsExactly("reflector rr01 BIRD_UNREACHABLE");
    }

    @Test
    void a_route_that_one_reflector_took_away_is_gone_there() {
        everything();
        var gone = route(Stage.VERIFIED);
        views.apply(gone.removed(NOW));
        assertThat(route().stage()).isEqualTo(Stage.RENDERED);
    }

    @Test
    void a_host_without_bird_is_well_without_sessions_and_without_a_configuration() {
        ledger.report(withoutBird(Given.report("docker07", 2, SUBNET.toString())), NOW);
        views.apply(config(NodeId.of(RR01), List.of()), NOW.plusSeconds(1));
        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        views.apply(route(Stage.VERIFIED));

        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.troubles()).isEmpty();
        assertThat(status.healthy()).isTrue();
        assertThat(status.revisions().wanted()).isEqualTo(1);
        assertThat(explain("docker07").healthy()).isTrue();
        assertThat(explain("docker07").toString()).contains("no BIRD");
        assertThat(explain(SUBNET.toString()).healthy()).isTrue();
    }

    private static HostReport withoutBird(HostReport report) {
        var facts = report.facts();
        return new HostReport(
                report.host(),
                report.cluster(),
                report.version(),
                report.observedAt(),
                report.cause(),
                new HostFacts(
                        facts.address(),
                        facts.engine(),
                        Optional.empty(),
                        facts.agent(),
                        facts.kernel(),
                        Optional.of(Attachment.STATIC)),
                report.subnets(),
                report.notAnnounced(),
                report.preflight());
    }

    @Test
    void a_drained_host_is_safe_to_stop_once_the_reflector_runs_without_its_subnets() {
        everything();
        drain();
        assertThat(NodeQueries.hosts(fleet()).getFirst().safeToStop()).isFalse();

        var without = new PlannedSession(SESSION, PeerKind.HOST, "docker07", Given.address("docker07"), List.of());
        views.apply(config(NodeId.of(RR01), List.of(without)), NOW.plusSeconds(7));
        views.apply(applied(NodeId.of(RR01), Outcome.ROLLED_BACK, Revision.of("before")));
        assertThat(NodeQueries.hosts(fleet()).getFirst().safeToStop()).isFalse();

        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        assertThat(NodeQueries.hosts(fleet()).getFirst().safeToStop()).isTrue();
    }

    @Test
    void a_drained_host_is_not_safe_to_stop_while_a_reflector_accepts_a_network_that_it_has_no_more() {
        everything();
        drain();
        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        var host = ledger.fleet().host(DOCKER07).orElseThrow();
        var without = new HostEntry(
                        host.host(),
                        host.cluster(),
                        host.address(),
                        host.routerId(),
                        host.standing(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        host.report(),
                        host.lifecycle(),
                        Given.DECLARED)
                .with(host.drain(), Given.DECLARED);
        ledger.declare(List.of(without), NOW);
        assertThat(NodeQueries.hosts(fleet()).getFirst().safeToStop()).isFalse();
    }

    @Test
    void a_drained_host_of_a_fleet_that_was_lost_is_not_safe_to_stop() {
        everything();
        drain();
        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        var known = fleet();
        assertThat(safeWhereTheFleetIsLost(known, known.applies(), known.configs()))
                .isFalse();
        assertThat(safeWhereTheFleetIsLost(known, known.applies(), Map.of())).isFalse();
        assertThat(safeWhereTheFleetIsLost(known, Map.of(), Map.of())).isFalse();
    }

    private static boolean safeWhereTheFleetIsLost(
            FleetSnapshot known, Map<NodeId, ApplyResult> applies, Map<NodeId, RenderedConfig> configs) {
        var lost = new FleetSnapshot(
                new TreeMap<>(),
                new TreeMap<>(),
                known.hosts(),
                known.reports(),
                known.sessions(),
                known.routes(),
                applies,
                configs,
                known.rollouts(),
                known.releases(),
                known.reflectorReports(),
                known.drift(),
                known.silent(),
                known.deaf(),
                known.at());
        return NodeQueries.hosts(lost).getFirst().safeToStop();
    }

    @Test
    void the_routes_of_a_drained_host_are_no_trouble() {
        everything();
        drain();
        views.apply(route(Stage.APPLIED));

        var status = StatusQuery.status(fleet(), NOW.plusSeconds(60));
        assertThat(status.troubles()).isEmpty();
        assertThat(status.healthy()).isTrue();
        assertThat(status.routes().expected()).isZero();
        assertThat(status.hosts().clause()).isEqualTo("1 host admitted, 1 drained");
        assertThat(route().reason()).map(Reason::code).contains(ReasonCode.HOST_DRAINED);
        assertThat(explain(SUBNET.toString()).reason()).map(Reason::code).contains(ReasonCode.HOST_DRAINED);
    }

    private void drain() {
        var drain = new Drain(Drain.Phase.DRAINED, Drain.Origin.OPERATOR, NOW, NOW, "test", "kernel");
        var host = ledger.fleet().host(DOCKER07).orElseThrow();
        ledger.declare(List.of(host.with(Optional.of(drain), Given.DECLARED)), NOW);
    }

    private void everything() {
        views.apply(config(NodeId.of(RR01), List.of(planned())), NOW.plusSeconds(1));
        views.apply(config(NodeId.of(DOCKER07), List.of()), NOW.plusSeconds(1));
        views.apply(applied(NodeId.of(RR01), Outcome.CONFIRMED, REVISION));
        views.apply(applied(NodeId.of(DOCKER07), Outcome.CONFIRMED, REVISION));
        views.apply(health(SessionState.UP, Optional.empty()));
        views.apply(route(Stage.VERIFIED));
    }

    static PlannedSession planned() {
        return new PlannedSession(SESSION, PeerKind.HOST, "docker07", Given.address("docker07"), List.of(SUBNET));
    }

    static NodeConfig config(NodeId node, List<PlannedSession> sessions) {
        return new NodeConfig(
                node,
                LAB,
                REVISION,
                Optional.empty(),
                "text",
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "lab/host/docker07",
                sessions);
    }

    static ApplyResult applied(NodeId node, Outcome outcome, Revision running) {
        return new ApplyResult(
                node,
                LAB,
                REVISION,
                outcome,
                Optional.of(running),
                outcome == Outcome.CONFIRMED
                        ? Optional.empty()
                        : Optional.of(Reason.of(ReasonCode.CONFIG_REFUSED_BY_BIRD, "abc", 3, "syntax error")),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.of("2.0.12"),
                Given.version(1, 1),
                NOW.plusSeconds(2));
    }

    static SessionHealth health(SessionState state, Optional<Reason> reason) {
        return new SessionHealth(
                RR01,
                SESSION,
                PeerKind.HOST,
                "docker07",
                Given.address("docker07"),
                state,
                state == SessionState.UP ? "up" : "start",
                state == SessionState.UP ? "Established" : "Active",
                reason,
                Optional.empty(),
                new RouteCounts(1, 0, 0, 1),
                Lifecycle.ACTIVE,
                Optional.of(REVISION),
                Given.version(1, 1),
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static RouteHealth route(Stage stage) {
        var reached = new java.util.EnumMap<Stage, Instant>(Stage.class);
        for (var each : List.of(Stage.APPLIED, Stage.REFLECTED, Stage.VERIFIED)) {
            if (each.compareTo(stage) <= 0) {
                reached.put(each, NOW.plusSeconds(3));
            }
        }
        return new RouteHealth(
                SUBNET,
                RR01.value(),
                LAB,
                DOCKER07,
                "blue",
                stage,
                reached,
                Optional.of(IpAddress.parse("2001:db8::1:07")),
                Optional.empty(),
                Lifecycle.ACTIVE,
                NOW.plusSeconds(3),
                Optional.empty());
    }

    private RouteView route() {
        return RouteQueries.routes(fleet()).getFirst();
    }

    private Explanation explain(String subject) {
        return Explain.explain(fleet(), subject).orElseThrow();
    }

    private FleetSnapshot fleet() {
        return views.snapshot(ledger.fleet(), ledger.reports(), List.of(), NOW);
    }
}
