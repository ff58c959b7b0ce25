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

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.kafka.BusBook;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /// An agent gives a trial a minute.
    /// BIRD works the same moment out anew each time, and may say it a millisecond apart.
    private static final Duration WAVERS = Duration.ofMillis(20);

    private static final Duration BIRD_UNDOES = Duration.ofSeconds(90);

    private LabJourney journey;
    private RolloutScene scene;
    private Convergence.Created here;
    private Convergence.Created there;
    private Newcomers newcomers;

    @BeforeAll
    void begin() {
        scene = RolloutScene.begin("rolloutit");
        journey = scene.journey();
        newcomers = new Newcomers(journey, scene, 8);
        here = journey.createReachable(DOCKER01, 1);
        there = journey.createReachable(DOCKER02, 1);
    }

    @AfterAll
    void end() {
        scene.endAndAssertNothingIsLeft();
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
            assertUntouched(DOCKER01, before.get(2));
            assertUntouched(DOCKER02, before.get(3));
            assertThat(watch.deleted()).as("routes that went").isEmpty();
            watch.assertEveryPingWasAnswered();

            awaitConfigured(DOCKER01, before.get(2));
            assertUntouched(DOCKER02, before.get(3));
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
                () -> scene.birds().configured(node).isAfter(before.plus(WAVERS)));
        System.err.println(node + " configured at " + scene.birds().configured(node));
    }

    private void assertUntouched(LabNode node, LocalDateTime before) {
        assertThat(scene.birds().configured(node)).as("%s is not touched", node).isBeforeOrEqualTo(before.plus(WAVERS));
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
            assertUntouched(RR02, before);
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

    @Test
    @Order(3)
    void whatTakesMoreThanTheBrakeAllowsWaitsForTheRightWord() {
        newcomers.join();
        var before = RouterTables.of(journey.lab());
        newcomers.removeAtOnce(6, DOCKER02);
        var held = List.of(RR01, RR02).stream().map(this::awaitHeld).toList();
        assertThat(RouterTables.of(journey.lab())).isEqualTo(before);
        assertThat(journey.areAllSessionsUp()).isTrue();
        var status = scene.cli("rollout", "status");
        assertThat(status.exit()).isEqualTo(5);
        assertThat(status.out())
                .containsPattern("reflector/rr01 +held +" + revision(held.get(0)))
                .containsPattern("reflector/rr02 +held +" + revision(held.get(1)));
        System.err.println(status.out());

        var wrong = release(RR01, "0".repeat(12), held.getFirst());
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("REVISION_NOT_WAITING").contains(revision(held.getFirst()));
        assertThat(scene.bus().all(Release.class, RolloutScene.id(RR01))).isEmpty();
        assertThat(RouterTables.of(journey.lab())).isEqualTo(before);

        assertThat(release(RR01, revision(held.get(0)), held.get(0)).exit()).isZero();
        journey.assertWithin(TURN, "rr01 has it", () -> scene.isConfirmed(RR01) && isClear(RR01));
        assertThat(journey.hasRoute(there)).as("rr02 still has the host").isTrue();
        assertThat(release(RR02, revision(held.get(1)), held.get(1)).exit()).isZero();
        journey.assertSoon("the removed host's route goes", () -> !journey.hasRoute(there));
        assertThat(journey.hasRoute(here)).isTrue();
        assertWasReleased(RR01, held.get(0));
        assertWasReleased(RR02, held.get(1));

        scene.apply("hosts: [{host: docker02, cluster: lab}]");
        journey.assertWithin(TURN, "the host is back", () -> journey.hasRoute(there));
        scene.assertComesToRest();
    }

    private Rollout awaitHeld(LabNode reflector) {
        journey.assertSoon(reflector + " is held", () -> scene.isRollout(reflector, Rollout.State.HELD));
        return scene.rollout(RolloutScene.id(reflector)).orElseThrow();
    }

    private static String revision(Rollout held) {
        return held.revision().orElseThrow().abbreviated();
    }

    private Cli.Run release(LabNode node, String revision, Rollout held) {
        return scene.cli(
                "rollout",
                "release",
                RolloutScene.id(node).toString(),
                "--revision",
                revision,
                "--why",
                "rack 7 is taken down",
                "--accept-risk",
                held.risk().orElseThrow());
    }

    private boolean isClear(LabNode node) {
        return scene.isRollout(node, Rollout.State.CLEAR);
    }

    private void assertWasReleased(LabNode node, Rollout held) {
        var released = scene.bus().all(Release.class, RolloutScene.id(node));
        assertThat(released).singleElement().satisfies(told -> {
            var release = told.event();
            assertThat(release.revision()).isEqualTo(held.revision().orElseThrow());
            assertThat(release.by()).isEqualTo(System.getProperty("user.name"));
            assertThat(release.why()).isEqualTo("rack 7 is taken down");
            assertThat(Duration.between(release.at(), told.at()).abs()).isLessThan(Duration.ofSeconds(10));
            assertThat(scene.sent(node).event().revision()).isEqualTo(release.revision());
            assertThat(scene.sent(node).at()).isAfterOrEqualTo(told.at());
        });
    }

    @Test
    @Order(4)
    void aHostWhosePartBirdRefusesIsSetAsideAndTheOthersMoveOnUntilItIsMended() {
        var bad = newcomers.last();
        var block = ProtocolName.of(bad).toString();
        var before = scene.sent(RR01).event().revision();
        newcomers.plantLinkLocalAddress(bad);
        var host = NodeId.of(bad);
        journey.assertSoon(
                "it is set aside",
                () -> scene.rollout(host)
                        .filter(it -> it.state() == Rollout.State.STOPPED)
                        .isPresent());
        assertThat(scene.rollout(host).flatMap(Rollout::reason)).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.HOST_SET_ASIDE);
            assertThat(reason.message()).contains("Link-local addresses require defined interface");
            System.err.println(reason);
        });
        assertThat(scene.bus().all(ApplyResult.class, RolloutScene.id(RR01))).anySatisfy(told -> {
            assertThat(told.event().outcome()).isEqualTo(ApplyResult.Outcome.REJECTED);
            assertThat(told.event().running()).contains(before);
            assertThat(told.event().complaint().flatMap(BirdComplaint::protocol))
                    .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo(block));
        });
        var next = journey.createReachable(DOCKER01, 2);
        for (var reflector : List.of(RR01, RR02)) {
            journey.assertWithin(TURN, reflector + " runs it", () -> scene.isConfirmed(reflector));
            assertThat(scene.birds().file(reflector))
                    .contains(next.prefix().toString())
                    .doesNotContain(block);
            assertThat(scene.birds().show(reflector, "show protocols")).doesNotContain(block);
        }
        assertThat(journey.areAllSessionsUp()).isTrue();
        var status = scene.cli("rollout", "status");
        assertThat(status.exit()).isEqualTo(5);
        assertThat(status.out()).containsPattern(host + " +stopped");

        newcomers.report(bad, 2);
        for (var reflector : List.of(RR01, RR02)) {
            journey.assertWithin(
                    TURN,
                    reflector + " has the host again",
                    () -> scene.birds().file(reflector).contains("neighbor " + newcomers.address(bad) + " "));
            assertThat(scene.birds().show(reflector, "show protocols")).contains(block);
        }
        journey.assertRemoves(next);
        scene.assertComesToRest();
    }

    @Test
    @Order(5)
    void aTrialWhoseSessionDoesNotReturnIsUndoneByTheAgentAndWithoutOneByBird() {
        var address = journey.lab().settings().addresses().of(RR01).toString();
        try (var watch = Witness.from(journey.lab().namespace(ROUTER1), there.address())) {
            var watched = BrokenTrial.plant(scene, DOCKER01, address);
            var orphan = BrokenTrial.plant(scene, DOCKER02, address);
            journey.assertSoon("both BIRDs try it", () -> watched.isTried() && orphan.isTried());
            journey.lab().programs().kill("docker02.agent");
            assertThat(watched.isFileAsBefore()).isTrue();

            journey.assertWithin(TURN, "the agent undoes it", watched::isUndone);
            journey.assertSoon("and says so", () -> verdict(watched).isPresent());
            assertThat(verdict(watched).orElseThrow().reason()).hasValueSatisfying(reason -> {
                assertThat(reason.code()).isEqualTo(ReasonCode.CONFIG_ROLLED_BACK);
                assertThat(reason.message()).contains(BrokenTrial.SESSION.value());
                System.err.println(reason);
            });
            assertThat(watched.isFileAsBefore()).isTrue();

            assertThat(orphan.isTried()).as("BIRD waits for a minute").isTrue();
            journey.assertWithin(BIRD_UNDOES, "BIRD undoes it by itself", orphan::isUndone);
            assertThat(orphan.isFileAsBefore()).isTrue();
            assertThat(verdict(orphan)).as("nobody was there to tell").isEmpty();
            assertAgentFindsAgreement(orphan);
            watched.takeBack();
            scene.assertComesToRest();
            assertThat(watch.deleted()).as("rr02 had every route").isEmpty();
            watch.assertEveryPingWasAnswered();
        }
    }

    private Optional<ApplyResult> verdict(BrokenTrial trial) {
        return scene.bus().all(ApplyResult.class, RolloutScene.id(trial.host())).stream()
                .map(BusBook.Told::event)
                .filter(result -> result.revision().equals(trial.broken().revision())
                        && result.outcome() == ApplyResult.Outcome.ROLLED_BACK)
                .findFirst();
    }

    /// The next agent says of the former configuration that it runs, and ends no session to say so.
    private void assertAgentFindsAgreement(BrokenTrial trial) {
        journey.assertWithin(TURN, "all sessions up", () -> birdsSessionsUp(trial.host()) == 2);
        var since = scene.birds().lastSessionUp(trial.host());
        trial.takeBack();
        var started = Instant.now();
        journey.lab()
                .start(journey.lab().plan().process(trial.host() + ".agent").orElseThrow());
        journey.assertWithin(
                TURN,
                "the next agent finds what was there before",
                () -> scene.bus()
                        .last(ApplyResult.class, RolloutScene.id(trial.host()))
                        .filter(told -> told.at().isAfter(started)
                                && told.event().outcome() == ApplyResult.Outcome.CONFIRMED
                                && told.event()
                                        .running()
                                        .equals(Optional.of(trial.good().revision())))
                        .isPresent());
        assertThat(trial.isUndone()).isTrue();
        assertThat(trial.isFileAsBefore()).isTrue();
        assertThat(scene.birds().lastSessionUp(trial.host())).isEqualTo(since);
    }

    private long birdsSessionsUp(LabNode node) {
        return scene.birds()
                .show(node, "show protocols")
                .lines()
                .filter(line -> line.contains(" BGP ") && line.strip().endsWith("Established"))
                .count();
    }
}
