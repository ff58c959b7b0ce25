package io.heliograph.inventory.query;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.query.FleetQueriesTest.applied;
import static io.heliograph.inventory.query.FleetQueriesTest.config;
import static io.heliograph.inventory.query.FleetQueriesTest.health;
import static io.heliograph.inventory.query.FleetQueriesTest.planned;
import static io.heliograph.inventory.query.FleetQueriesTest.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Fact;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.Given;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told of the night before, with what the bus has kept of it and without what it has not.
class PastTest {
    private static final String SUBNET = "2001:db8:c001::/64";
    private static final Instant NIGHT = NOW.plusSeconds(10);
    private static final NodeId RR01 = NodeId.of(new ReflectorId("rr01"));
    private static final NodeId DOCKER07 = NodeId.of(new HostId("docker07"));

    private final Past past = new Past(NIGHT, entries());

    @Test
    void what_is_not_kept_is_neither_good_nor_bad() {
        var story = story(SUBNET);
        assertThat(story.healthy()).isTrue();
        assertThat(story.asOf()).contains(NIGHT);
        assertThat(story.summary()).isEqualTo("nothing was wrong, as far as the bus still tells");
        assertThat(fact(story, "on rr01").value()).isEqualTo(Evidence.FORGOTTEN);
        assertThat(fact(story, "configuration of reflector/rr01").value()).isEqualTo(Evidence.FORGOTTEN);
        assertThat(story.facts()).extracting(Fact::what).contains("observed", "admitted");
    }

    @Test
    void a_session_is_as_its_last_transition_left_it() {
        past.take(transition(SessionState.UP, SessionState.DOWN, NIGHT.minusSeconds(5)), NIGHT.minusSeconds(5));
        var story = story(SUBNET);
        assertThat(story.healthy()).isFalse();
        assertThat(story.summary()).isEqualTo("wrong: session with rr01");
        assertThat(story.reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
        assertThat(fact(story, "session with rr01").at()).contains(NIGHT.minusSeconds(5));
        assertThat(story("docker07").healthy()).isFalse();
        assertThat(story("rr01/docker07").reason()).map(Reason::code).contains(ReasonCode.SESSION_LOST);
    }

    @Test
    void of_a_transition_and_a_state_the_later_counts() {
        past.take(transition(SessionState.UP, SessionState.DOWN, NOW.minusSeconds(5)), NOW.minusSeconds(5));
        past.take(health(SessionState.UP, Optional.empty()), NOW);
        assertThat(fact(story(SUBNET), "session with rr01").value()).isEqualTo("up");
    }

    @Test
    void a_later_record_proves_what_had_begun_by_then() {
        past.takeLater(health(SessionState.UP, Optional.empty()));
        past.takeLater(route(Stage.VERIFIED));
        var story = story(SUBNET);
        assertThat(fact(story, "session with rr01").value()).isEqualTo("up");
        assertThat(fact(story, "on rr01").value()).isEqualTo("verified");
        assertThat(fact(story, "on rr01").at()).contains(NOW.plusSeconds(3));
    }

    @Test
    void what_began_later_proves_nothing() {
        var before = new Past(NOW.plusSeconds(2), entries());
        before.takeLater(route(Stage.VERIFIED));
        assertThat(fact(before.explain(SUBNET).orElseThrow(), "on rr01").value())
                .isEqualTo(Evidence.FORGOTTEN);
        var evenBefore = new Past(NOW.minusSeconds(1), entries());
        evenBefore.takeLater(health(SessionState.UP, Optional.empty()));
        assertThat(evenBefore.explain("rr01/docker07")).isEmpty();
    }

    @Test
    void an_applied_stage_that_a_later_record_tells_of_does_not_say_that_there_was_no_route() {
        past.takeLater(route(Stage.APPLIED));
        assertThat(fact(story(SUBNET), "on rr01").value()).isEqualTo(Evidence.FORGOTTEN);
    }

    @Test
    void which_revision_ran_is_told_where_its_text_is_gone() {
        past.take(applied(RR01, Outcome.CONFIRMED, Revision.of("text")), NOW.plusSeconds(2));
        past.take(applied(DOCKER07, Outcome.REJECTED, Revision.of("before")), NOW.plusSeconds(2));
        var story = story(SUBNET);
        assertThat(fact(story, "configuration of reflector/rr01").value())
                .isEqualTo(Revision.of("text").abbreviated() + " ran");
        assertThat(fact(story, "configuration of host/docker07").good()).isFalse();
        assertThat(story.reason()).map(Reason::code).contains(ReasonCode.CONFIG_REFUSED_BY_BIRD);
    }

    @Test
    void with_all_that_was_told_the_story_is_that_of_the_day() {
        past.take(Given.report("docker07", 1, SUBNET), NOW);
        past.take(config(RR01, List.of(planned())), NOW.plusSeconds(1));
        past.take(config(DOCKER07, List.of()), NOW.plusSeconds(1));
        past.take(applied(RR01, Outcome.CONFIRMED, Revision.of("text")), NOW.plusSeconds(2));
        past.take(applied(DOCKER07, Outcome.CONFIRMED, Revision.of("text")), NOW.plusSeconds(2));
        past.take(health(SessionState.UP, Optional.empty()), NOW.plusSeconds(3));
        past.take(route(Stage.VERIFIED), NOW.plusSeconds(3));
        var story = story(SUBNET);
        assertThat(story.healthy()).isTrue();
        assertThat(story.facts()).allSatisfy(fact -> assertThat(fact.good()).isTrue());
        assertThat(story.facts().toString()).doesNotContain(Evidence.FORGOTTEN);
        assertThat(story("docker07").toString()).contains("28.5.2");
        assertThat(story("rr01/docker07").toString()).contains("1 received, 1 expected");
    }

    @Test
    void a_reflector_is_told_of_by_the_sessions_it_had_lost() {
        assertThat(story("rr01").healthy()).isTrue();
        past.take(transition(SessionState.UP, SessionState.DOWN, NIGHT.minusSeconds(5)), NIGHT.minusSeconds(5));
        assertThat(story("reflector/rr01").summary()).isEqualTo("wrong: session with docker07");
    }

    @Test
    void what_was_not_there_is_not_told_of() {
        assertThat(past.explain("2001:db8:cfff::/64")).isEmpty();
        assertThat(past.explain("docker99")).isEmpty();
        assertThat(new Past(NOW.minusSeconds(60), List.of()).explain(SUBNET)).isEmpty();
    }

    @Test
    void the_records_of_the_subjects_host_and_its_reflectors_are_asked_for_and_no_others() {
        var scope = past.scope(SUBNET);
        assertThat(scope.wants(Topic.HOST_REPORTS, "docker07")).isTrue();
        assertThat(scope.wants(Topic.APPLIES, "host/docker07")).isTrue();
        assertThat(scope.wants(Topic.APPLIES, "reflector/rr01")).isTrue();
        assertThat(scope.wants(Topic.SESSION_TRANSITIONS, "rr01/h_abc")).isTrue();
        assertThat(scope.wants(Topic.ROUTES, SUBNET + "@rr01")).isTrue();
        assertThat(scope.wants(Topic.HOST_REPORTS, "docker08")).isFalse();
        assertThat(scope.wants(Topic.APPLIES, "host/rr01")).isFalse();
        assertThat(scope.wants(Topic.SESSION_TRANSITIONS, "rr02/h_abc")).isFalse();
        assertThat(scope.wants(Topic.ROUTES, "2001:db8:c002::/64@rr01")).isFalse();
        assertThat(past.scope("2001:db8:c001::5").hosts()).isEqualTo(scope.hosts());
        assertThat(past.scope("rr01/docker07").reflectors()).containsExactly("rr01");
        assertThat(past.scope("docker07").prefixes()).containsExactly(SUBNET);
        assertThat(past.scope("rr01/rr01").reflectors()).containsExactly("rr01");
    }

    private Explanation story(String subject) {
        return past.explain(subject).orElseThrow();
    }

    private static Fact fact(Explanation story, String what) {
        return story.facts().stream()
                .filter(fact -> fact.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not told in " + story.facts()));
    }

    private static List<FleetEntry> entries() {
        var ledger = new FleetLedger();
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
        ledger.report(Given.report("docker07", 1, SUBNET), NOW);
        return List.copyOf(ledger.fleet().entries());
    }

    private static SessionTransition transition(SessionState from, SessionState to, Instant at) {
        var session = planned();
        return new SessionTransition(
                new ReflectorId("rr01"),
                session.protocol(),
                session.kind(),
                session.peer(),
                session.neighbor(),
                from,
                to,
                Optional.of(Reason.of(ReasonCode.SESSION_LOST, "docker07", "Connection reset by peer")),
                Optional.empty(),
                Optional.empty(),
                Given.version(1, 2),
                at,
                at,
                Optional.empty(),
                Optional.empty());
    }
}
