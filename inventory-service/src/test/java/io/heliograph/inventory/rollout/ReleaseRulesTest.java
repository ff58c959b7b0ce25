package io.heliograph.inventory.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId RR01 = NodeId.parse("reflector/rr01");
    private static final Revision HELD = Revision.of("held");
    private static final String RISK = "withdraw-120-prefixes";
    private static final Rollout ROLLOUT = new Rollout(
            RR01,
            new ClusterId("lab"),
            Rollout.State.HELD,
            Optional.of(HELD),
            Optional.of(Revision.of("sent")),
            Optional.of(ChangeClass.ISOLATED),
            new ChangeCost(40, 120),
            Optional.of(Reason.of(ReasonCode.CONFIG_HELD, HELD.abbreviated(), "40 sessions and 120 prefixes")),
            Optional.of(RISK),
            NOW.minusSeconds(60));

    @Test
    void what_a_person_names_rightly_is_granted_for_a_time_and_recorded() {
        var outcome = decide(request(HELD.abbreviated(), "rack 7", RISK, Duration.ofHours(1)), ROLLOUT);
        assertThat(outcome).isInstanceOfSatisfying(ReleaseOutcome.Granted.class, granted -> {
            var release = granted.release();
            assertThat(release.revision()).isEqualTo(HELD);
            assertThat(release.by()).isEqualTo("alice");
            assertThat(release.why()).isEqualTo("rack 7");
            assertThat(release.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
            assertThat(release.allows(HELD, NOW)).isTrue();
            assertThat(release.allows(HELD, NOW.plus(Duration.ofHours(1)))).isFalse();
        });
    }

    @Test
    void another_revision_is_refused_and_the_waiting_one_is_named() {
        var reason = refused(request(Revision.of("sent").value(), "rack 7", RISK, Duration.ofHours(1)), ROLLOUT);
        assertThat(reason.code()).isEqualTo(ReasonCode.REVISION_NOT_WAITING);
        assertThat(reason.message()).contains(HELD.abbreviated());
    }

    @Test
    void too_few_digits_name_nothing() {
        assertThat(refused(request("", "rack 7", RISK, Duration.ofHours(1)), ROLLOUT)
                        .code())
                .isEqualTo(ReasonCode.REVISION_NOT_WAITING);
    }

    @Test
    void a_wrong_risk_is_refused_and_the_right_one_is_named() {
        var reason = refused(request(HELD.value(), "rack 7", "withdraw-1-prefixes", Duration.ofHours(1)), ROLLOUT);
        assertThat(reason.code()).isEqualTo(ReasonCode.RISK_NOT_ACCEPTED);
        assertThat(reason.mend()).contains("--accept-risk=" + RISK);
    }

    @Test
    void nothing_is_released_where_nothing_waits() {
        assertThat(ReleaseRules.decide(
                        request(HELD.value(), "rack 7", RISK, Duration.ofHours(1)), Optional.empty(), NOW))
                .isInstanceOfSatisfying(
                        ReleaseOutcome.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.NOTHING_WAITS));
    }

    @Test
    void a_release_has_a_reason_and_an_end() {
        assertThat(refused(request(HELD.value(), " ", RISK, Duration.ofHours(1)), ROLLOUT)
                        .code())
                .isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(refused(request(HELD.value(), "rack 7", RISK, Duration.ofDays(7)), ROLLOUT)
                        .code())
                .isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(refused(request(HELD.value(), "rack 7", RISK, Duration.ZERO), ROLLOUT)
                        .code())
                .isEqualTo(ReasonCode.FIELD_INVALID);
    }

    private static ReleaseRequest request(String revision, String why, String risk, Duration validFor) {
        return new ReleaseRequest(RR01, revision, why, risk, "alice", validFor);
    }

    private static ReleaseOutcome decide(ReleaseRequest request, Rollout rollout) {
        return ReleaseRules.decide(request, Optional.of(rollout), NOW);
    }

    private static Reason refused(ReleaseRequest request, Rollout rollout) {
        return ((ReleaseOutcome.Refused) decide(request, rollout)).reason();
    }
}
