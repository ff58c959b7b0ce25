package io.heliograph.rragent.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.RouteProbe.Result;
import io.heliograph.fleet.event.Stage;
import io.heliograph.rragent.probes.Ping.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeTableTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final ClusterId LAB = new ClusterId("lab");
    private static final HostId DOCKER01 = new HostId("docker01");
    private static final HostId DOCKER02 = new HostId("docker02");
    private static final Prefix P = Prefix.parse("2001:db8:7::/64");
    private static final IpAddress C1 = IpAddress.parse("2001:db8:7::9");
    private static final IpAddress C2 = IpAddress.parse("2001:db8:7::a");

    private final ProbeTable table = new ProbeTable(ROUND);
    private final List<RouteHealth> told = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private Instant now = T0;

    private static RouteHealth route(Prefix prefix, Stage stage) {
        return new RouteHealth(
                prefix,
                "rr01",
                LAB,
                DOCKER01,
                "",
                stage,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                T0,
                Optional.empty());
    }

    private static HostReport report(HostId host, Prefix prefix, Optional<IpAddress> target) {
        return new HostReport(
                host,
                LAB,
                new ReportVersion(1, 1, "i"),
                T0,
                "start",
                new HostFacts(IpAddress.parse("fd00::1"), Optional.empty(), Optional.empty(), "0.1.0", "6.1"),
                List.of(new ReportedSubnet(prefix, "blue", "id", "bridge", Map.of(), T0).with(target)),
                List.of(),
                List.of());
    }

    private void names(IpAddress target) {
        told.addAll(table.report(report(DOCKER01, P, Optional.of(target)), now));
    }

    private RouteHealth holds() {
        return table.route(route(P, Stage.VERIFIED), now);
    }

    /// Runs the clock for so long; each ping takes a tenth of a second, or a second in silence.
    private void runs(Duration time, Outcome outcome) {
        for (var end = now.plus(time); now.isBefore(end); now = now.plusMillis(100)) {
            told.addAll(table.pass(now));
            for (var ping : table.due(10, now)) {
                asked.add(now);
                now = now.plusMillis(outcome == Outcome.SILENT ? 1000 : 100);
                table.outcome(ping, outcome, now).ifPresent(told::add);
            }
        }
    }

    private static Optional<Result> result(RouteHealth health) {
        return health.probe().map(RouteProbe::result);
    }

    @Test
    void three_answers_in_a_row_are_told_once_and_then_each_round_asks_once() {
        holds();
        names(C1);
        runs(Duration.ofSeconds(3), Outcome.ANSWERED);
        assertThat(told).singleElement().satisfies(health -> {
            assertThat(result(health)).contains(Result.ANSWERED);
            assertThat(health.probe().orElseThrow().target()).isEqualTo(C1);
            assertThat(health.stage()).isEqualTo(Stage.VERIFIED);
        });
        asked.clear();
        for (int round = 0; round < 4; round++) {
            names(C1);
            runs(ROUND, Outcome.ANSWERED);
        }
        assertThat(asked).hasSize(4);
        assertThat(told).hasSize(1);
    }

    @Test
    void one_lost_ping_is_asked_again_within_a_second_and_changes_nothing() {
        holds();
        names(C1);
        runs(Duration.ofSeconds(3), Outcome.ANSWERED);
        now = now.plus(ROUND);
        var lost = table.due(10, now).getFirst();
        assertThat(table.outcome(lost, Outcome.SILENT, now.plusSeconds(1))).isEmpty();
        assertThat(table.due(10, now.plusSeconds(1))).containsExactly(lost);
        assertThat(table.outcome(lost, Outcome.ANSWERED, now.plusSeconds(1))).isEmpty();
        assertThat(table.due(10, now.plusSeconds(2))).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void silence_and_its_end_are_told_a_round_and_three_seconds_later_at_most() {
        holds();
        names(C1);
        runs(Duration.ofSeconds(3), Outcome.ANSWERED);
        for (var outcome : List.of(Outcome.SILENT, Outcome.ANSWERED)) {
            told.clear();
            var began = now;
            runs(ROUND.plusSeconds(3), outcome);
            assertThat(told).singleElement().satisfies(health -> {
                assertThat(result(health)).contains(Result.valueOf(outcome.name()));
                assertThat(health.probe().orElseThrow().since()).isBetween(began, now);
            });
        }
    }

    @Test
    void answers_that_come_and_go_settle_nothing_and_do_not_hurry_for_ever() {
        holds();
        names(C1);
        for (int i = 0; i < 600; i++) {
            int turn = i;
            now = now.plusMillis(500);
            for (var ping : table.due(10, now)) {
                asked.add(now);
                table.outcome(ping, turn % 2 == 0 ? Outcome.SILENT : Outcome.ANSWERED, now)
                        .filter(health -> result(health).isPresent())
                        .ifPresent(told::add);
            }
        }
        assertThat(asked.size()).isLessThan(60);
    }

    @Test
    void nothing_is_asked_without_a_route_or_a_container_or_for_another_host_or_outside_of_the_subnet() {
        names(C1);
        assertThat(table.due(10, now)).isEmpty();
        table.route(route(P, Stage.REFLECTED), now);
        assertThat(table.due(10, now)).isEmpty();

        told.addAll(table.report(report(DOCKER01, P, Optional.empty()), now));
        holds();
        told.addAll(table.report(report(DOCKER02, P, Optional.of(C1)), now));
        names(IpAddress.parse("2001:db8:8::1"));
        assertThat(table.due(10, now)).isEmpty();
        assertThat(told).isEmpty();

        names(C1);
        assertThat(table.due(10, now)).containsExactly(new Ping(P, C1));
    }

    @Test
    void a_failure_goes_with_its_container_its_route_its_host_and_the_way_to_ask() {
        holds();
        names(C1);
        runs(Duration.ofSeconds(4), Outcome.SILENT);
        assertThat(result(holds())).contains(Result.SILENT);

        told.clear();
        names(C2);
        assertThat(told)
                .singleElement()
                .satisfies(health -> assertThat(health.probe()).isEmpty());

        runs(Duration.ofSeconds(4), Outcome.SILENT);
        assertThat(table.route(route(P, Stage.APPLIED), now).probe()).isEmpty();
        assertThat(holds().probe()).isEmpty();

        runs(Duration.ofSeconds(4), Outcome.SILENT);
        told.clear();
        runs(ROUND.plusSeconds(3), Outcome.NOT_SENT);
        assertThat(told)
                .singleElement()
                .satisfies(health -> assertThat(health.probe()).isEmpty());

        names(C2);
        runs(ROUND.plusSeconds(3), Outcome.SILENT);
        told.clear();
        runs(Duration.ofSeconds(90), Outcome.SILENT);
        assertThat(told)
                .as("the host is silent")
                .singleElement()
                .satisfies(health -> assertThat(health.probe()).isEmpty());
        assertThat(table.tally()).isEmpty();
    }

    @Test
    void the_outcome_of_a_ping_that_nobody_awaits_any_more_is_dropped() {
        holds();
        names(C1);
        var ping = table.due(10, now).getFirst();
        assertThat(table.due(10, now.plusSeconds(60))).as("asked once").isEmpty();
        names(C2);
        assertThat(table.outcome(ping, Outcome.SILENT, now)).isEmpty();
        assertThat(table.due(10, now)).containsExactly(new Ping(P, C2));
    }

    /// Else of a thousand that fall silent at once none would be told of before all have been asked three times.
    @Test
    void what_is_half_settled_goes_before_what_was_not_asked_yet() {
        var other = Prefix.parse("2001:db8:8::/64");
        holds();
        table.route(route(other, Stage.VERIFIED), now);
        names(C1);
        table.report(report(DOCKER02, other, Optional.of(IpAddress.parse("2001:db8:8::9"))), now);
        var first = table.due(1, now).getFirst();
        table.outcome(first, Outcome.ANSWERED, now.plusMillis(5));
        assertThat(table.due(1, now.plusMillis(900))).doesNotContain(first);
        assertThat(table.due(1, now.plusSeconds(1))).containsExactly(first);
    }

    @Test
    void a_fleets_turns_are_spread_over_the_round_and_no_more_are_due_than_are_asked_for() {
        var turns = new TreeSet<Long>();
        IntStream.range(0, 60).forEach(i -> {
            var prefix = Prefix.parse("2001:db8:%x::/64".formatted(i + 1));
            var settled = Watched.at(prefix, C1, T0).after(Outcome.NOT_SENT, ROUND, T0);
            assertThat(settled.due()).isAfter(T0).isBeforeOrEqualTo(T0.plus(ROUND));
            turns.add(Duration.between(T0, settled.due()).toSeconds());
            table.route(route(prefix, Stage.VERIFIED), T0);
            table.report(report(DOCKER01, prefix, Optional.of(IpAddress.parse("2001:db8:%x::9".formatted(i + 1)))), T0);
            assertThat(table.due(2, T0)).hasSize(1);
            assertThat(table.due(2, T0)).isEmpty();
        });
        assertThat(turns).hasSizeGreaterThan(15);
    }
}
