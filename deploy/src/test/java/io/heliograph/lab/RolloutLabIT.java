package io.heliograph.lab;

import static io.heliograph.lab.RolloutScene.PATIENCE;
import static io.heliograph.lab.RolloutScene.SOAK;
import static io.heliograph.lab.RolloutScene.TURN;
import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static io.heliograph.lab.plan.LabNode.ROUTER1;
import static io.heliograph.lab.plan.LabNode.RR01;
import static io.heliograph.lab.plan.LabNode.RR02;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.lab.plan.LabNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What keeps a change from taking every route at once, on real parts: waves, brake, a bad host set aside, and an
/// undone trial. Judged by the BIRDs, by Router1's kernel and by the records on the bus.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutLabIT {
    private LabJourney journey;
    private RolloutScene scene;
    private Convergence.Created here;
    private Convergence.Created there;

    @BeforeAll
    void begin() {
        journey = LabJourney.begin("rolloutit", List.of());
        scene = RolloutScene.of(journey);
        here = journey.createReachable(DOCKER01, 1);
        there = journey.createReachable(DOCKER02, 1);
    }

    @AfterAll
    void end() {
        scene.close();
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    @Order(1)
    void aChangeThatEndsEverySessionGoesToOneReflectorThenTheOtherThenHostByHost() {
        var birds = scene.birds();
        var before = List.of(RR01, RR02, DOCKER01, DOCKER02).stream()
                .map(birds::configured)
                .toList();
        try (var watch = Witness.from(journey.lab().namespace(ROUTER1), there.address())) {
            scene.declareBgp("reach: DIRECT, holdTime: PT12S");
            awaitConfigured(RR01, before.get(0));
            journey.assertSoon("rr02 is told to wait", () -> scene.isRollout(RR02, Rollout.State.WAITING));
            var status = scene.cli("rollout", "status");
            assertThat(status.out()).containsPattern("reflector/rr02 +waiting");
            assertThat(status.exit()).as("nobody is needed").isZero();

            awaitConfigured(RR02, before.get(1));
            assertFollows(birds.configured(RR02), birds.configured(RR01), birds.lastSessionUp(RR01));
            journey.assertWithin(TURN, "rr02 confirms", () -> scene.isConfirmed(RR02));
            assertThat(List.of(birds.configured(DOCKER01), birds.configured(DOCKER02)))
                    .as("hosts come last")
                    .isEqualTo(before.subList(2, 4));
            assertThat(watch.deleted()).as("routes that went").isEmpty();
            watch.assertEveryPingWasAnswered();

            awaitConfigured(DOCKER01, before.get(2));
            assertThat(birds.configured(DOCKER02)).isEqualTo(before.get(3));
            awaitConfigured(DOCKER02, before.get(3));
            assertFollows(birds.configured(DOCKER01), birds.configured(RR02));
            assertFollows(birds.configured(DOCKER02), birds.configured(DOCKER01), birds.lastSessionUp(DOCKER01));
            scene.assertComesToRest();
            assertThat(fewestRoutes(watch)).as("subnets in Router1's kernel").isPositive();
        }
        assertEachWasSentAfterTheOneBeforeHadConfirmed(List.of(RR01, RR02, DOCKER01, DOCKER02));
    }

    private void awaitConfigured(LabNode node, LocalDateTime before) {
        journey.assertWithin(
                TURN,
                node + " is configured",
                () -> !scene.birds().configured(node).equals(before));
        System.err.println(node + " configured at " + scene.birds().configured(node));
    }

    /// By the BIRDs' own clocks.
    private static void assertFollows(LocalDateTime next, LocalDateTime... before) {
        assertThat(before).allSatisfy(at -> assertThat(next).isAfterOrEqualTo(at.plus(SOAK)));
    }

    private void assertEachWasSentAfterTheOneBeforeHadConfirmed(List<LabNode> order) {
        var free = Instant.MIN;
        for (var node : order) {
            var sent = scene.sent(node);
            assertThat(sent.event().changeClass()).isEqualTo(ChangeClass.SESSION_RESTART);
            assertThat(sent.at()).as("%s was sent it", node).isAfterOrEqualTo(free);
            free = scene.confirmed(node, sent.event().revision()).orElseThrow().plus(SOAK);
        }
    }

    /// How many of the two subnets Router1's kernel had when it had the fewest.
    private int fewestRoutes(Witness watch) {
        Set<String> away = new TreeSet<>();
        var most = new ArrayList<Integer>(List.of(0));
        for (var line : watch.changes()) {
            for (var created : List.of(here, there)) {
                var prefix = created.prefix().toString();
                if (line.startsWith("Deleted " + prefix)) {
                    away.add(prefix);
                } else if (line.startsWith(prefix)) {
                    away.remove(prefix);
                }
            }
            most.add(away.size());
        }
        return 2 - most.stream().mapToInt(it -> it).max().orElse(0);
    }

    @Test
    @Order(2)
    void aReflectorThatGivesNoVerdictStopsTheWaveUntilItIsMended() {
        var before = scene.birds().configured(RR02);
        try (var watch = Witness.from(journey.lab().namespace(ROUTER1), there.address())) {
            journey.make("stall:rr01");
            scene.declareBgp("reach: DIRECT, holdTime: PT12S, receiveLimit: {routes: 2000, action: RESTART}");
            journey.assertWithin(
                    PATIENCE.multipliedBy(2), "rr02 is stopped", () -> scene.isRollout(RR02, Rollout.State.STOPPED));
            var status = scene.cli("rollout", "status");
            assertThat(status.exit()).as("a person is needed").isEqualTo(5);
            assertThat(status.out()).containsPattern("reflector/rr02 +stopped").contains("rr01");
            System.err.println(status.out());
            assertThat(scene.birds().configured(RR02)).isEqualTo(before);
            assertThat(scene.birds().file(RR02)).doesNotContain("receive limit 2000");

            journey.mend("stall:rr01");
            awaitConfigured(RR02, before);
            assertFollows(scene.birds().configured(RR02), scene.birds().configured(RR01));
            scene.assertComesToRest();
            assertThat(scene.cli("rollout", "status").err()).contains("nothing waits");
            assertThat(watch.deleted()).isEmpty();
            watch.assertEveryPingWasAnswered();
        }
        assertThat(scene.birds().file(RR02)).contains("receive limit 2000");
    }
}
