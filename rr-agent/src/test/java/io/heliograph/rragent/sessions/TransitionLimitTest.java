package io.heliograph.rragent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionLimitTest {
    private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

    private final TransitionLimit limit = new TransitionLimit();
    private final List<SessionTransition> told = new ArrayList<>();

    @Test
    void an_outage_with_some_attempts_is_told_change_by_change() {
        flap(10, 0, 5_000);

        assertThat(told)
                .hasSize(20)
                .allSatisfy(each -> assertThat(each.leftOut()).isEmpty());
    }

    @Test
    void a_session_that_flaps_without_end_is_told_at_the_rate_of_the_limit() {
        flap(600, 0, 100);

        // Two minutes: the burst, and one each six seconds.
        assertThat(told).hasSizeBetween(20, 20 + 21);
        change(SessionState.UP, SessionState.DOWN, 200_000);
        assertThat(changes()).isEqualTo(1_201);
        assertChained();
    }

    @Test
    void where_it_ends_is_told_although_nothing_happens_any_more() {
        flap(50, 0, 100);
        var last = told.getLast();
        change(SessionState.UP, SessionState.DOWN, 10_050);
        for (int second = 11; second < 60; second++) {
            told.addAll(limit.admit(List.of(), T0.plusSeconds(second)));
        }

        assertThat(told.getLast()).isNotEqualTo(last);
        assertThat(told.getLast().to()).isEqualTo(SessionState.DOWN);
        assertChained();
    }

    @Test
    void other_sessions_are_told_meanwhile() {
        flap(100, 0, 100);
        var other = transition("docker02", SessionState.UP, SessionState.DOWN, T0.plusSeconds(20));

        assertThat(limit.admit(List.of(other), T0.plusSeconds(20))).contains(other);
    }

    /// Goes down and comes up so many times, each change `apart` after the one before.
    private void flap(int times, long from, long apart) {
        for (int i = 0; i < times; i++) {
            change(SessionState.UP, SessionState.DOWN, from + 2L * i * apart);
            change(SessionState.DOWN, SessionState.UP, from + (2L * i + 1) * apart);
        }
    }

    private void change(SessionState from, SessionState to, long millis) {
        var at = T0.plusMillis(millis);
        told.addAll(limit.admit(List.of(transition("docker01", from, to, at)), at));
    }

    private int changes() {
        return told.stream().mapToInt(each -> 1 + each.leftOut().orElse(0)).sum();
    }

    private void assertChained() {
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).from()).isEqualTo(told.get(i - 1).to());
            assertThat(told.get(i).from()).isNotEqualTo(told.get(i).to());
        }
    }

    private static SessionTransition transition(String host, SessionState from, SessionState to, Instant at) {
        return new SessionTransition(
                new ReflectorId("rr01"),
                ProtocolName.of(new HostId(host)),
                PeerKind.HOST,
                host,
                IpAddress.parse("2001:db8::11"),
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ReportVersion(1, 1, "test"),
                at,
                at,
                Optional.empty(),
                Optional.empty());
    }
}
