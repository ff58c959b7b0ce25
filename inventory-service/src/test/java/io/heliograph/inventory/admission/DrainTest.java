package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetChange.Action;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.Drain.Origin;
import io.heliograph.fleet.event.Drain.Phase;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.HostReport.Wish;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A host leaves: first its routes say so, then they go, and nothing but whoever asked brings them back.
class DrainTest {
    private static final String A = "2001:db8:c001::/64";
    private static final HostId DOCKER07 = new HostId("docker07");
    private static final Instant OVER = NOW.plus(Membership.DRAIN_WAIT);

    private final FleetLedger ledger = new FleetLedger();

    @BeforeEach
    void one_host() {
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
        ledger.report(report("docker07", 1, A), NOW);
    }

    @Test
    void a_drained_host_is_announced_for_the_wait_and_no_longer() {
        drain(NOW);
        assertThat(phase()).contains(Phase.DRAINING);

        assertThat(pass(ledger, OVER.minusNanos(1)).entries()).isEmpty();
        assertThat(pass(ledger, OVER).entries()).hasSize(1);

        assertThat(phase()).contains(Phase.DRAINED);
        assertThat(host().isServed()).isTrue();
        assertThat(host().admitted()).hasSize(1);
        assertThat(pass(ledger, OVER.plusSeconds(3600)).entries()).isEmpty();
    }

    @Test
    void the_wait_is_the_clusters() {
        var cluster = Given.cluster();
        ledger.declare(
                List.of(Given.with(
                        cluster,
                        new Membership(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Duration.ofSeconds(60)),
                                Optional.empty()))),
                NOW);
        drain(NOW);

        pass(ledger, NOW.plusSeconds(59));
        assertThat(phase()).contains(Phase.DRAINING);
        pass(ledger, NOW.plusSeconds(60));
        assertThat(phase()).contains(Phase.DRAINED);
    }

    @Test
    void who_asks_twice_changes_nothing() {
        drain(NOW);
        var before = host();

        assertThat(drain(NOW.plusSeconds(2)).action()).isEqualTo(Action.UNCHANGED);
        assertThat(host()).isEqualTo(before);
    }

    @Test
    void an_operators_drain_outlives_reports_and_restarts_of_agent_and_inventory() {
        drain(NOW);
        pass(ledger, OVER);
        ledger.report(report("docker07", 2, A, "2001:db8:c002::/64"), OVER);
        ledger.report(report("docker07", new ReportVersion(2, 1, "again"), List.of(Given.subnet(A))), OVER);
        assertThat(phase()).contains(Phase.DRAINED);

        var restarted = new FleetLedger();
        ledger.fleet().entries().forEach(restarted::recall);
        ledger.reports().values().forEach(last -> restarted.recall(last, NOW));
        var begun = restarted.begin(OVER.plusSeconds(60));

        assertThat(begun.entries()).isEmpty();
        assertThat(restarted.fleet().host(DOCKER07).orElseThrow().isDrained()).isTrue();
    }

    @Test
    void an_inventory_that_was_away_goes_on_with_the_wait() {
        drain(NOW);
        var restarted = new FleetLedger();
        ledger.fleet().entries().forEach(restarted::recall);
        restarted.begin(OVER.plusSeconds(60));

        assertThat(pass(restarted, OVER.plusSeconds(60)).entries())
                .extracting(FleetEntry::key)
                .containsExactly("lab/host/docker07");
    }

    @Test
    void undrain_brings_the_host_back_in_each_phase() {
        drain(NOW);
        undrain(NOW.plusSeconds(1));
        assertThat(host().drain()).isEmpty();
        assertThat(pass(ledger, OVER).entries()).isEmpty();

        drain(OVER);
        pass(ledger, OVER.plusSeconds(60));
        undrain(OVER.plusSeconds(61));
        assertThat(host().drain()).isEmpty();
        assertThat(pass(ledger, OVER.plusSeconds(120)).entries()).isEmpty();
    }

    @Test
    void a_host_whose_agent_is_asked_to_stop_drains_itself_until_its_agent_starts_again() {
        ledger.report(stopping("docker07", 2), NOW);
        assertThat(host().drain()).map(Drain::origin).contains(Origin.AGENT);
        ledger.report(stopping("docker07", 3), NOW.plusSeconds(1));
        pass(ledger, OVER);
        assertThat(phase()).contains(Phase.DRAINED);

        ledger.report(report("docker07", new ReportVersion(2, 1, "again"), List.of(Given.subnet(A))), OVER);

        assertThat(host().drain()).isEmpty();
    }

    @Test
    void a_fresh_machine_of_the_same_name_follows_one_that_said_good_bye() {
        ledger.report(report("docker07", new ReportVersion(9, 1, "old"), List.of(Given.subnet(A))), NOW);
        ledger.report(asStopping(report("docker07", new ReportVersion(9, 2, "old"), List.of())), NOW);

        var decision = ledger.report(
                report("docker07", new ReportVersion(1, 1, "fresh disk"), List.of(Given.subnet(A))), OVER);

        assertThat(decision.dropped()).isEmpty();
        assertThat(host().drain()).isEmpty();
        assertThat(host().reason()).isEmpty();
    }

    @Test
    void an_operators_drain_is_not_taken_back_by_the_agent() {
        ledger.report(stopping("docker07", 2), NOW);
        drain(NOW.plusSeconds(1));
        assertThat(host().drain()).map(Drain::origin).contains(Origin.OPERATOR);
        assertThat(host().drain()).map(Drain::until).contains(OVER);

        ledger.report(report("docker07", 3, A), NOW.plusSeconds(2));

        assertThat(phase()).contains(Phase.DRAINING);
    }

    @Test
    void undrain_does_not_hold_up_an_agent_that_stops() {
        ledger.report(stopping("docker07", 2), NOW);

        var outcome = HostOrders.undrain(
                new FleetCommand.UndrainHost(DOCKER07, Optional.empty(), "test", "test"),
                ledger.fleet(),
                ledger.reports(),
                because(NOW));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reasons().getFirst().code()).isEqualTo(ReasonCode.HOST_STOPPING));
    }

    @Test
    void an_order_that_is_taken_back_leaves_the_agent_s_own_drain_which_ends_when_it_starts_again() {
        ledger.report(stopping("docker07", 2), NOW);
        drain(NOW.plusSeconds(1));

        undrain(NOW.plusSeconds(2));
        assertThat(host().drain()).map(Drain::origin).contains(Origin.AGENT);
        assertThat(host().drain()).map(Drain::until).contains(OVER);

        ledger.report(report("docker07", 3, A), NOW.plusSeconds(3));
        assertThat(phase()).isEmpty();
    }

    @Test
    void an_unknown_host_or_one_of_another_cluster_is_not_found() {
        var unknown = new FleetCommand.DrainHost(new HostId("docker99"), Optional.empty(), "test", "test");
        var elsewhere = new FleetCommand.DrainHost(DOCKER07, Optional.of(new ClusterId("other")), "test", "test");

        assertThat(HostOrders.drain(unknown, ledger.fleet(), because(NOW))).isInstanceOf(CommandOutcome.Missing.class);
        assertThat(HostOrders.drain(elsewhere, ledger.fleet(), because(NOW)))
                .isInstanceOf(CommandOutcome.Missing.class);
    }

    private FleetChange drain(Instant now) {
        return take(
                HostOrders.drain(
                        new FleetCommand.DrainHost(DOCKER07, Optional.empty(), "test", "kernel"),
                        ledger.fleet(),
                        because(now)),
                now);
    }

    private FleetChange undrain(Instant now) {
        return take(
                HostOrders.undrain(
                        new FleetCommand.UndrainHost(DOCKER07, Optional.empty(), "test", "back"),
                        ledger.fleet(),
                        ledger.reports(),
                        because(now)),
                now);
    }

    private FleetChange take(CommandOutcome outcome, Instant now) {
        var accepted = (CommandOutcome.Accepted) outcome;
        ledger.declare(accepted.entries(), now);
        return accepted.changes().getFirst();
    }

    private static HostReport stopping(String host, long sequence) {
        return asStopping(report(host, sequence, A));
    }

    private static HostReport asStopping(HostReport report) {
        return new HostReport(
                report.host(),
                report.cluster(),
                report.version(),
                report.observedAt(),
                "stop",
                report.facts(),
                report.subnets(),
                report.notAnnounced(),
                report.preflight(),
                Optional.of(Wish.DRAIN),
                Optional.empty(),
                Optional.empty());
    }

    private static Decision pass(FleetLedger ledger, Instant now) {
        return ledger.pass(SeenSessions.NONE, now);
    }

    private static Change because(Instant now) {
        return new Change(now, "test", "test");
    }

    private HostEntry host() {
        return ledger.fleet().host(DOCKER07).orElseThrow();
    }

    private Optional<Phase> phase() {
        return host().drain().map(Drain::phase);
    }
}
