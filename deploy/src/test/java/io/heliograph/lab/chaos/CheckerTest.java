package io.heliograph.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.lab.chaos.Observation.Version;
import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each rule turns red on a history that breaks it, and on no other.
class CheckerTest {
    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
    private static final String PREFIX = "2001:db8:7:c101::/64";
    private static final String HOST = "fe80::1";

    private static Instant at(double seconds) {
        return START.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /// docker01's network, made in the first second, with its route; the watching ends after 300 s.
    private static List<Observation> network() {
        return List.of(
                new Observation.NetworkWanted(at(0), LabNode.DOCKER01, PREFIX, Set.of(HOST)),
                new Observation.RouteSeen(at(0.4), PREFIX, HOST),
                new Observation.NetworkMade(at(0.5), PREFIX));
    }

    private static List<Observation> step(int number, String fault, double began, double mended, double settled) {
        var strike = new Strike.Break(Fault.named(List.of(fault)).orElseThrow());
        return List.of(
                new Observation.StepBegan(at(began), new ChaosStep(number, strike, Duration.ofSeconds(1), List.of())),
                new Observation.StepMended(at(mended), number),
                new Observation.StepSettled(at(settled), number));
    }

    private static List<String> rules(Object... parts) {
        return violations(parts).map(Violation::rule).toList();
    }

    private static Stream<Violation> violations(Object... parts) {
        var all = new ArrayList<Observation>();
        Arrays.stream(parts).forEach(part -> {
            if (part instanceof List<?> list) {
                list.forEach(item -> all.add((Observation) item));
            } else {
                all.add((Observation) part);
            }
        });
        return Checker.check(new History(all, at(300))).stream();
    }

    @Test
    void aQuietHistoryBreaksNoRule() {
        assertThat(rules(network(), step(1, "bird:rr01", 10, 12, 20))).isEmpty();
    }

    @Test
    void aRouteThatGoesForAMomentWithoutAFaultIsMissing() {
        assertThat(violations(network(), gone(50, 50.02)))
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.says()).contains(PREFIX, "docker01", "20 ms", "no fault holds"));
    }

    private static List<Observation> gone(double from, double to) {
        return List.of(new Observation.RouteGone(at(from), PREFIX), new Observation.RouteSeen(at(to), PREFIX, HOST));
    }

    @Test
    void aReflectorThatDiesCostsNoRoute() {
        assertThat(rules(network(), step(1, "bird:rr01", 10, 12, 60), gone(10.1, 11)))
                .containsExactly("route-missing");
    }

    @Test
    void aHostWhoseBirdDiesLosesItsRouteAndNoOtherDoes() {
        assertThat(rules(network(), step(1, "bird:docker01", 10, 12, 60), gone(10.1, 31)))
                .isEmpty();
        assertThat(rules(network(), step(1, "bird:docker02", 10, 12, 60), gone(10.1, 31)))
                .containsExactly("route-missing");
    }

    @Test
    void aRouteThatStaysAwayLongerThanBgpNeedsIsMissing() {
        assertThat(rules(network(), step(1, "bird:docker01", 10, 12, 60), gone(10.1, 33)))
                .containsExactly("route-missing");
        assertThat(rules(network(), step(1, "link:docker01", 10, 24, 60), gone(19, 53)))
                .isEmpty();
        assertThat(rules(network(), step(1, "link:docker01", 10, 24, 60), gone(19, 55)))
                .containsExactly("route-missing");
        assertThat(rules(network(), step(1, "link:router1", 10, 24, 60), gone(19, 38)))
                .isEmpty();
        assertThat(rules(network(), step(1, "link:router1", 10, 24, 60), gone(19, 40)))
                .containsExactly("route-missing");
    }

    @Test
    void aRouteThatNeverReturnsIsMissing() {
        assertThat(rules(network(), new Observation.RouteGone(at(20), PREFIX))).containsExactly("route-missing");
    }

    @Test
    void aRouteThatComesLateIsLateUnlessItsNewsCouldNotTravel() {
        var late = List.<Observation>of(
                new Observation.NetworkWanted(at(11), LabNode.DOCKER01, PREFIX, Set.of(HOST)),
                new Observation.NetworkMade(at(12), PREFIX),
                new Observation.RouteSeen(at(30), PREFIX, HOST));
        assertThat(rules(late)).containsExactly("route-late");
        assertThat(rules(late, step(1, "kafka", 10, 25, 40))).isEmpty();
        assertThat(rules(late, step(1, "agent:docker01", 10, 25, 40))).isEmpty();
        assertThat(rules(late, step(1, "agent:docker02", 10, 25, 40))).containsExactly("route-late");
        assertThat(rules(late, step(1, "kafka", 10, 14, 16))).containsExactly("route-late");
    }

    @Test
    void aRouteThatDockerDoesNotHaveIsWrong() {
        assertThat(rules(new Observation.RouteSeen(at(1), PREFIX, HOST))).containsExactly("route-wrong");
        assertThat(rules(network(), new Observation.RouteSeen(at(9), PREFIX, "fe80::bad")))
                .containsExactly("route-wrong");
    }

    @Test
    void aRouteThatOutlivesItsNetworkIsWrong() {
        assertThat(rules(network(), removed(100), new Observation.RouteGone(at(100.2), PREFIX)))
                .isEmpty();
        assertThat(rules(network(), removed(100), new Observation.RouteGone(at(120), PREFIX)))
                .containsExactly("route-wrong");
        assertThat(rules(
                        network(),
                        removed(100),
                        new Observation.RouteGone(at(120), PREFIX),
                        step(1, "inventory", 99, 118, 125)))
                .isEmpty();
    }

    private static List<Observation> removed(double at) {
        return List.of(
                new Observation.NetworkUnwanted(at(at - 0.5), PREFIX), new Observation.NetworkGone(at(at), PREFIX));
    }

    @Test
    void aContainerThatDoesNotAnswerIsLostUnlessItsRouteMayGo() {
        var pings = List.<Observation>of(
                new Observation.PingsBegan(at(5), PREFIX),
                new Observation.Pinged(at(10), PREFIX),
                new Observation.Pinged(at(13), PREFIX),
                new Observation.PingsEnded(at(13.1), PREFIX));
        var early = new Observation.Pinged(at(5.1), PREFIX);
        assertThat(rules(network(), pings, early, step(1, "bird:docker01", 4, 13, 20)))
                .isEmpty();
        assertThat(rules(network(), pings, early, step(1, "bird:rr01", 4, 13, 20)))
                .containsExactly("ping-lost", "ping-lost");
    }

    private static Observation told(double at, String state, long epoch) {
        return new Observation.SessionTold(at(at), "rr01", "h_1", Optional.of(state), new Version(epoch, 1));
    }

    private static Observation shown(double at, boolean up) {
        return new Observation.SessionsShown(at(at), "rr01", Map.of("h_1", up));
    }

    @Test
    void aSessionThatIsToldUpWhileItIsDeadIsUntrue() {
        assertThat(rules(told(1, "UP", 1), shown(2, true), shown(10, false), told(13, "DOWN", 1)))
                .isEmpty();
        assertThat(rules(told(1, "UP", 1), shown(1.5, true), shown(10, false), told(16, "DOWN", 1)))
                .containsExactly("session-untrue");
        assertThat(rules(shown(0, true), told(1, "DOWN", 1), shown(10, true), told(16, "UP", 1)))
                .containsExactly("session-untrue");
    }

    @Test
    void anEffectCountsTheSessionsThatWent() {
        var seen = new ArrayList<>(step(1, "bird:docker01", 10, 12, 20));
        seen.addAll(List.of(shown(5, true), shown(11, false), shown(15, true), shown(16, false), shown(25, true)));
        assertThat(Effect.of(new History(seen, at(30))))
                .singleElement()
                .satisfies(effect -> assertThat(effect.sessionsDown()).isEqualTo(1));
    }

    @Test
    void anAgentThatCannotSpeakIsNotUntrue() {
        var history = List.of(shown(0, true), told(1, "UP", 1), shown(10, false), told(29, "DOWN", 1));
        assertThat(rules(history, step(1, "bus:rr01", 9, 20, 30))).isEmpty();
        assertThat(rules(history, step(1, "bus:rr02", 9, 20, 30))).containsExactly("session-untrue");
        assertThat(rules(history, step(1, "bus:rr01", 9, 15, 20))).containsExactly("session-untrue");
    }

    private static Observation given(double at, String node, String revision, int prefixes, String shared) {
        var carried = IntStream.range(0, prefixes)
                .mapToObj(number -> "2001:db8:7:" + number + "::/64")
                .collect(Collectors.toSet());
        return new Observation.ConfigTold(
                at(at), node, revision, Map.of("h_1", carried, "u_1", Set.of(), "h_2", Set.of()), shared);
    }

    private static Observation applied(double at, String node, String revision, String outcome, double seconds) {
        return applied(at, node, revision, outcome, seconds, Optional.empty());
    }

    private static Observation applied(
            double at, String node, String revision, String outcome, double seconds, Optional<String> reason) {
        var total = Duration.ofMillis(Math.round(seconds * 1000));
        return new Observation.ApplyTold(at(at), node, revision, outcome, total, new Version(1, (long) at), reason);
    }

    @Test
    void anApplyThatHasNotEndedAtRestIsOpen() {
        var step = step(1, "kafka", 10, 12, 20);
        var config = given(11, "host/docker01", "aa", 1, "");
        assertThat(rules(step, config)).containsExactly("apply-open");
        assertThat(rules(step, config, applied(12, "host/docker01", "aa", "FAILED", 1)))
                .containsExactly("apply-open");
        assertThat(rules(step, config, applied(12, "host/docker01", "bb", "CONFIRMED", 1)))
                .containsExactly("apply-open");
        for (var ending : List.of("CONFIRMED", "ROLLED_BACK", "REJECTED", "HELD")) {
            assertThat(rules(step, config, applied(12, "host/docker01", "aa", ending, 1)))
                    .isEmpty();
        }
    }

    @Test
    void anOlderEpochAfterANewerOneIsStale() {
        assertThat(rules(entry(1, 2, 9), entry(2, 3, 1))).isEmpty();
        assertThat(rules(entry(1, 3, 1), entry(2, 2, 9))).containsExactly("epoch-stale");
        assertThat(rules(shown(0, true), told(1, "UP", 2), told(2, "UP", 1))).containsExactly("epoch-stale");
    }

    private static Observation entry(double at, long epoch, long sequence) {
        return new Observation.HostTold(at(at), "lab/host/docker01", new Version(epoch, sequence));
    }

    @Test
    void anOlderReportAfterANewerOneIsStale() {
        assertThat(rules(reported(1, 2, 9), reported(2, 3, 1))).isEmpty();
        assertThat(rules(reported(1, 3, 1), reported(2, 2, 9))).containsExactly("epoch-stale");
    }

    private static Observation reported(double at, long epoch, long sequence) {
        return new Observation.ReportTold(at(at), "docker01", new Version(epoch, sequence));
    }

    @Test
    void twoReflectorsNeverTryAStructuralChangeTogether() {
        var before = List.of(
                given(1, "reflector/rr01", "aa", 3, "timers 1"),
                given(1, "reflector/rr02", "bb", 3, "timers 1"),
                applied(2, "reflector/rr01", "aa", "CONFIRMED", 1),
                applied(2, "reflector/rr02", "bb", "CONFIRMED", 1),
                given(3, "reflector/rr01", "cc", 3, "timers 2"),
                given(3, "reflector/rr02", "dd", 3, "timers 2"));
        var first = applied(10, "reflector/rr01", "cc", "CONFIRMED", 5);
        assertThat(rules(before, first, applied(20, "reflector/rr02", "dd", "CONFIRMED", 5)))
                .isEmpty();
        assertThat(rules(before, first, applied(12, "reflector/rr02", "dd", "CONFIRMED", 5)))
                .containsExactly("pair-together");
        assertThat(rules(before, first, applied(12, "reflector/rr02", "dd", "ROLLED_BACK", 5)))
                .containsExactly("pair-together");
    }

    @Test
    void reflectorsMayTakeAHostsChangeTogether() {
        assertThat(rules(
                        given(1, "reflector/rr01", "aa", 3, "timers 1"),
                        given(1, "reflector/rr02", "bb", 3, "timers 1"),
                        applied(2, "reflector/rr01", "aa", "CONFIRMED", 1),
                        applied(2, "reflector/rr02", "bb", "CONFIRMED", 1),
                        given(3, "reflector/rr01", "cc", 4, "timers 1"),
                        given(3, "reflector/rr02", "dd", 4, "timers 1"),
                        applied(4, "reflector/rr01", "cc", "CONFIRMED", 1),
                        applied(4, "reflector/rr02", "dd", "CONFIRMED", 1)))
                .isEmpty();
    }

    private static List<Observation> confirmed(double at, String revision, int prefixes) {
        return List.of(
                given(at, "reflector/rr01", revision, prefixes, ""),
                applied(at + 0.5, "reflector/rr01", revision, "CONFIRMED", 0.2));
    }

    @Test
    void aReflectorThatDropsMoreThanItsBrakeAllowsHasJumpedIt() {
        assertThat(rules(confirmed(1, "aa", 8), confirmed(20, "bb", 3))).isEmpty();
        assertThat(rules(confirmed(1, "aa", 8), confirmed(20, "bb", 2))).containsExactly("brake-jumped");
        assertThat(rules(confirmed(1, "aa", 60), confirmed(20, "bb", 48))).isEmpty();
        assertThat(rules(confirmed(1, "aa", 60), confirmed(20, "bb", 47))).containsExactly("brake-jumped");
    }

    @Test
    void whatIsDroppedInSmallStepsIsAddedUpAndWhatComesBackPaysForIt() {
        assertThat(rules(confirmed(1, "aa", 9), confirmed(20, "bb", 5), confirmed(40, "cc", 3)))
                .containsExactly("brake-jumped");
        assertThat(rules(confirmed(1, "aa", 9), confirmed(20, "bb", 5), confirmed(30, "cc", 8), confirmed(40, "dd", 4)))
                .isEmpty();
    }

    @Test
    void aRecordedReleaseLetsItGoAndNoOtherRevision() {
        assertThat(rules(confirmed(1, "aa", 8), released(19, "bb"), confirmed(20, "bb", 0), confirmed(30, "cc", 0)))
                .isEmpty();
        assertThat(rules(confirmed(1, "aa", 8), released(19, "xx"), confirmed(20, "bb", 0)))
                .containsExactly("brake-jumped");
        assertThat(rules(confirmed(1, "aa", 8), released(21, "bb"), confirmed(20, "bb", 0)))
                .containsExactly("brake-jumped");
    }

    private static Observation released(double at, String revision) {
        return new Observation.ReleaseTold(at(at), "reflector/rr01", revision);
    }

    @Test
    void whatABirdNoLongerShowsIsDroppedWhateverItsConfigurationSays() {
        assertThat(rules(routes(5, 9), routes(20, 3), step(1, "kafka", 10, 30, 40)))
                .containsExactly("brake-jumped");
        assertThat(rules(routes(5, 9), routes(20, 3), step(1, "bird:docker01", 10, 30, 40)))
                .isEmpty();
        assertThat(rules(routes(5, 9), routes(20, 3), step(1, "bird:rr01", 10, 30, 40)))
                .isEmpty();
        assertThat(rules(routes(5, 9), routes(20, 3), step(1, "bird:rr02", 10, 30, 40)))
                .containsExactly("brake-jumped");
        assertThat(rules(routes(5, 9), routes(20, 3), step(1, "bird:rr01", 10, 30, 40), routes(41, 3)))
                .containsExactly("brake-jumped");
        assertThat(rules(routes(5, 9), released(15, "bb"), routes(20, 3), routes(50, 3), step(1, "kafka", 10, 30, 40)))
                .isEmpty();
    }

    private static Observation routes(double at, int networks) {
        return new Observation.RoutesShown(at(at), "rr01", networks);
    }

    private static List<Observation> edited() {
        var step = new ChaosStep(1, new Strike.HandEdit(LabNode.RR01), Duration.ofSeconds(34), List.of());
        return List.of(
                new Observation.StepBegan(at(10), step),
                new Observation.Edited(at(10.2), "rr01", "08:00:10"),
                new Observation.StepMended(at(44), 1),
                new Observation.StepSettled(at(50), 1));
    }

    private static Observation drift(double at, String node) {
        return applied(at, node, "aa", "FAILED", 0, Optional.of("CONFIG_DRIFT"));
    }

    @Test
    void aHandEditIsToldInTime() {
        assertThat(rules(edited(), drift(20, "reflector/rr01"))).isEmpty();
        assertThat(rules(edited(), drift(30, "reflector/rr01"))).containsExactly("drift-untold");
        assertThat(rules(edited(), drift(20, "reflector/rr02"))).containsExactly("drift-untold");
        assertThat(rules(edited(), applied(20, "reflector/rr01", "aa", "FAILED", 0)))
                .containsExactly("drift-untold");
        assertThat(rules(
                        edited(),
                        given(15, "reflector/rr01", "aa", 1, ""),
                        applied(16, "reflector/rr01", "aa", "CONFIRMED", 1)))
                .isEmpty();
    }

    @Test
    void aHandEditIsNotFought() {
        var drift = drift(20, "reflector/rr01");
        assertThat(rules(edited(), drift, configured(30, "08:00:10"))).isEmpty();
        assertThat(rules(edited(), drift, configured(30, "08:00:25"))).containsExactly("edit-fought");
        assertThat(rules(
                        edited(),
                        drift,
                        given(27.5, "reflector/rr01", "bb", 1, ""),
                        configured(28, "08:00:27"),
                        applied(28.5, "reflector/rr01", "bb", "CONFIRMED", 1)))
                .isEmpty();
    }

    @Test
    void whatBitesNotIsTold() {
        assertThat(rules(new Observation.Amiss(at(20), 1, "fault-idle", "the tombstones are still on the disk")))
                .containsExactly("fault-idle");
    }

    @Test
    void whatBringsNoNewsConfiguresNoBird() {
        var step = new ChaosStep(1, new Strike.Replay(), Duration.ofSeconds(1), List.of());
        var replay = List.of(
                new Observation.StepBegan(at(10), step),
                new Observation.StepMended(at(20), 1),
                new Observation.StepSettled(at(30), 1));
        assertThat(rules(replay, configured(9, "08:00"), configured(30, "08:00")))
                .isEmpty();
        assertThat(rules(replay, configured(9, "08:00"), configured(30, "08:15")))
                .containsExactly("replay-applied");
        assertThat(rules(replay, configured(9, "2026-11-25 13:24:02.807"), configured(30, "2026-11-25 13:24:02.806")))
                .isEmpty();
        assertThat(rules(replay, configured(9, "2026-11-25 13:24:02.807"), configured(30, "2026-11-25 13:24:02.907")))
                .containsExactly("replay-applied");
        assertThat(rules(step(1, "kafka", 10, 20, 30), configured(9, "08:00"), configured(30, "08:15")))
                .isEmpty();
    }

    private static Observation configured(double at, String last) {
        return new Observation.Configured(at(at), "rr01", last);
    }

    @Test
    void anAgentThatRunsAndIsNotHeardIsMute() {
        assertThat(rules(new Observation.Unheard(at(20), 1, "rr01"))).containsExactly("agent-mute");
    }

    @Test
    void aFleetThatDoesNotComeToRestIsTold() {
        assertThat(rules(new Observation.StepUnsettled(at(200), 4, "rr01/h_1 DOWN")))
                .containsExactly("no-rest");
    }
}
