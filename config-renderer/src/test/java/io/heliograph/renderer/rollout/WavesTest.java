package io.heliograph.renderer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WavesTest {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId RR01 = NodeId.parse("reflector/rr01");
    private static final Revision REVISION = Revision.of("structural");
    private static final Waves WAVES = Waves.DEFAULT;
    private static final Wave WAVE = Wave.begun(REVISION, List.of(), SENT);

    @Test
    void confirmed_and_held_for_the_soak_time_is_done() {
        var holding = look(WAVE, said(Outcome.CONFIRMED), sessions(3, 0), 5).orElseThrow();
        assertThat(holding.holdingSince()).contains(SENT.plusSeconds(5));
        assertThat(look(holding, said(Outcome.CONFIRMED), sessions(3, 0), 34)).isPresent();
        assertThat(look(holding, said(Outcome.CONFIRMED), sessions(3, 0), 35)).isEmpty();
    }

    @Test
    void a_lost_session_begins_the_soak_anew() {
        var holding = look(WAVE, said(Outcome.CONFIRMED), sessions(3, 0), 5).orElseThrow();
        var shaken = look(holding, said(Outcome.CONFIRMED), sessions(2, 1), 20).orElseThrow();
        assertThat(shaken.holdingSince()).isEmpty();
        assertThat(look(shaken, said(Outcome.CONFIRMED), sessions(3, 0), 40)
                        .orElseThrow()
                        .holdingSince())
                .contains(SENT.plusSeconds(40));
    }

    @Test
    void sessions_that_do_not_return_are_a_stop_that_names_them() {
        var stopped = look(WAVE, said(Outcome.CONFIRMED), sessions(2, 5), 180).orElseThrow();
        assertThat(stopped.stopped().orElseThrow().message()).contains("docker0", "and 2 more");
    }

    @Test
    void one_of_a_hundred_may_go_for_reasons_of_its_own() {
        assertThat(look(WAVE, said(Outcome.CONFIRMED), sessions(99, 1), 5)
                        .orElseThrow()
                        .holdingSince())
                .isPresent();
        assertThat(look(WAVE, said(Outcome.CONFIRMED), sessions(98, 2), 5)
                        .orElseThrow()
                        .holdingSince())
                .isEmpty();
    }

    @Test
    void what_was_down_before_proves_nothing() {
        var wave = Wave.begun(REVISION, List.of(ProtocolName.of(new HostId("docker0"))), SENT);
        assertThat(look(wave, said(Outcome.CONFIRMED), sessions(2, 1), 5)
                        .orElseThrow()
                        .holdingSince())
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "ROLLED_BACK", "HELD"})
    void a_failure_is_a_stop(Outcome outcome) {
        var stopped = look(WAVE, said(outcome), List.of(), 1).orElseThrow();
        assertThat(stopped.stopped().orElseThrow().code()).isEqualTo(ReasonCode.ROLLOUT_STOPPED);
        assertThat(look(stopped, said(Outcome.CONFIRMED), sessions(3, 0), 9)
                        .orElseThrow()
                        .stopped())
                .as("it is confirmed after all")
                .isEmpty();
    }

    @Test
    void silence_is_a_stop_and_so_is_word_of_another_revision() {
        assertThat(look(WAVE, Optional.empty(), List.of(), 179).orElseThrow().stopped())
                .isEmpty();
        assertThat(look(WAVE, Optional.empty(), List.of(), 180).orElseThrow().stopped())
                .isPresent();
        var other = said(Revision.of("another"), Outcome.CONFIRMED);
        assertThat(look(WAVE, other, sessions(3, 0), 180).orElseThrow().stopped())
                .isPresent();
    }

    @Test
    void an_agent_may_skip_to_a_later_revision_that_holds_the_change_too() {
        var later = Revision.of("later");
        var followed = WAVE.followed(later, List.of());
        assertThat(look(followed, said(later, Outcome.CONFIRMED), sessions(3, 0), 5)
                        .orElseThrow()
                        .holdingSince())
                .isPresent();
    }

    @Test
    void a_tenth_of_the_hosts_at_once_and_one_at_least() {
        assertThat(WAVES.hostsAtOnce(3)).isOne();
        assertThat(WAVES.hostsAtOnce(1_000)).isEqualTo(100);
    }

    private static Optional<Wave> look(
            Wave wave, Optional<ApplyResult> said, List<SessionHealth> sessions, long seconds) {
        return WAVES.look(RR01, wave, said, sessions, SENT.plusSeconds(seconds));
    }

    private static Optional<ApplyResult> said(Outcome outcome) {
        return said(REVISION, outcome);
    }

    private static Optional<ApplyResult> said(Revision revision, Outcome outcome) {
        return Optional.of(new ApplyResult(
                RR01,
                new ClusterId("lab"),
                revision,
                outcome,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                new ReportVersion(1, 1, "test"),
                SENT));
    }

    private static List<SessionHealth> sessions(int up, int down) {
        return IntStream.range(0, up + down)
                .mapToObj(i -> session("docker" + i, i < down ? SessionState.DOWN : SessionState.UP))
                .toList();
    }

    private static SessionHealth session(String peer, SessionState state) {
        return new SessionHealth(
                new ReflectorId("rr01"),
                ProtocolName.of(new HostId(peer)),
                PeerKind.HOST,
                peer,
                IpAddress.parse("fd00::101"),
                state,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                new RouteCounts(0, 0, 0, 0),
                Lifecycle.ACTIVE,
                Optional.empty(),
                new ReportVersion(1, 1, "test"),
                SENT,
                SENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
