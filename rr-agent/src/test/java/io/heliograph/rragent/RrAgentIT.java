package io.heliograph.rragent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RrAgentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static KafkaForTests kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaForTests.own();
        kafka.provision();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    private static ApplyResult awaitApply(Scene scene, Predicate<ApplyResult> wanted) {
        return kafka.awaitEvent(
                Topic.APPLIES,
                ApplyResult.class,
                PATIENCE,
                it -> it.node().name().equals(scene.reflector.value()) && wanted.test(it));
    }

    private static SessionHealth awaitSession(Scene scene, Instant after, Predicate<SessionHealth> wanted) {
        return kafka.awaitEvent(
                Topic.SESSIONS,
                SessionHealth.class,
                PATIENCE,
                it -> it.reflector().equals(scene.reflector) && it.observedAt().isAfter(after) && wanted.test(it));
    }

    private static RouteHealth awaitRoute(Scene scene, Prefix prefix, Instant after, Predicate<RouteHealth> wanted) {
        return kafka.awaitEvent(
                Topic.ROUTES,
                RouteHealth.class,
                PATIENCE,
                it -> it.reporter().equals(scene.reflector.value())
                        && it.prefix().equals(prefix)
                        && it.observedAt().isAfter(after)
                        && wanted.test(it));
    }

    private static List<SessionState> transitions(Scene scene) {
        return kafka.readAll(Topic.SESSION_TRANSITIONS).stream()
                .filter(record -> record.key().startsWith(scene.reflector + "/"))
                .map(record -> EventRecords.decode(Topic.SESSION_TRANSITIONS, SessionTransition.class, record))
                .flatMap(it -> it instanceof Decoded.Event<SessionTransition>(var event)
                        ? Stream.of(event.to())
                        : Stream.empty())
                .toList();
    }

    private static boolean isUp(SessionHealth health) {
        return health.state() == SessionState.UP;
    }

    private static boolean isVerified(RouteHealth health) {
        return health.stage() == Stage.VERIFIED && health.lifecycle() == Lifecycle.ACTIVE;
    }

    private static ReflectorAgent settled(Scene scene) throws Exception {
        kafka.send(scene.config(Scene.P), "/test");
        var agent = scene.agent(kafka.bootstrap());
        awaitApply(scene, it -> it.outcome() == Outcome.CONFIRMED);
        awaitSession(scene, Instant.EPOCH, RrAgentIT::isUp);
        awaitRoute(scene, Scene.P, Instant.EPOCH, RrAgentIT::isVerified);
        return agent;
    }

    private static ReflectorReport awaitReport(Scene scene, Predicate<ReflectorReport> wanted) {
        return kafka.awaitEvent(
                Topic.REFLECTOR_REPORTS,
                ReflectorReport.class,
                PATIENCE,
                it -> it.reflector().equals(scene.reflector) && wanted.test(it));
    }

    private static boolean has(ReflectorReport report, ReasonCode code) {
        return report.preflight().stream().anyMatch(reason -> reason.code() == code);
    }

    /// The real thing is broken each time: BIRD's limit by `prlimit`, BIRD itself by a kill.
    @Test
    void the_machine_of_a_reflector_is_told_with_what_is_wrong_with_it() throws Exception {
        var binary = BirdBinary.all().getFirst();
        try (var scene = Scene.set(binary, "rr-machine");
                var _ = settled(scene)) {
            var first = awaitReport(scene, it -> it.facts().birdAnswers());
            assertThat(first.facts().bird()).isPresent();

            scene.limitFiles(20);
            awaitReport(scene, it -> has(it, ReasonCode.FILE_LIMIT_LOW));
            scene.limitFiles(4096);
            awaitReport(
                    scene,
                    it -> it.version().sequence() > first.version().sequence() && !has(it, ReasonCode.FILE_LIMIT_LOW));

            scene.reflectorBird.kill();
            var dead = awaitReport(scene, it -> has(it, ReasonCode.BIRD_UNREACHABLE));
            assertThat(dead.facts().birdAnswers()).isFalse();
            assertThat(dead.facts().bird()).isEqualTo(first.facts().bird());
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_configuration_is_applied_and_its_session_and_route_are_told(BirdBinary binary) throws Exception {
        try (var scene = Scene.set(binary, "rr-path");
                var agent = settled(scene)) {
            var counted = awaitSession(
                    scene, Instant.EPOCH, it -> isUp(it) && it.counts().imported() == 1);
            assertThat(counted.revision()).hasValue(scene.config(Scene.P).revision());

            var before = Instant.now();
            kafka.send(scene.config(Scene.P, Scene.Q), "/test");
            var verified = awaitRoute(scene, Scene.Q, before, RrAgentIT::isVerified);
            var took = Duration.between(
                    verified.reachedAt().get(Stage.APPLIED),
                    verified.reachedAt().get(Stage.VERIFIED));
            System.out.println("sent to verified "
                    + Duration.between(before, verified.observedAt()).toMillis() + " ms, applied to verified "
                    + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofMillis(500));
            assertThat(verified.nextHop()).get().hasToString(Link.HOST);

            var removal = Instant.now();
            kafka.send(scene.config(Scene.P), "/test");
            awaitRoute(scene, Scene.Q, removal, it -> it.lifecycle() == Lifecycle.REMOVED);
            assertThat(agent.picture().routes()).containsEntry(Stage.VERIFIED, 1);
        }
    }

    /// The scene's host announces two prefixes, of which one is admitted.
    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_prefix_that_is_refused_is_told_by_its_session_and_no_longer_once_it_is_admitted(BirdBinary binary)
            throws Exception {
        try (var scene = Scene.set(binary, "rr-refuse");
                var _ = settled(scene)) {
            var refusing = awaitSession(
                    scene,
                    Instant.EPOCH,
                    it -> it.counts().filtered() == 1
                            && it.reason()
                                    .filter(why -> why.code() == ReasonCode.ROUTES_FILTERED)
                                    .isPresent());
            assertThat(refusing.state()).isEqualTo(SessionState.UP);
            assertThat(refusing.reason().orElseThrow().message()).contains("1 in number", Scene.Q.toString());

            kafka.send(scene.config(Scene.P, Scene.Q), "/test");
            awaitSession(
                    scene,
                    refusing.observedAt(),
                    it -> isUp(it) && it.reason().isEmpty() && it.counts().filtered() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_stranger_at_the_door_is_told(BirdBinary binary) throws Exception {
        try (var scene = Scene.set(binary, "rr-stranger");
                var _ = settled(scene)) {
            try (var _ = scene.stranger(binary)) {
                var told = awaitSession(scene, Instant.EPOCH, it -> it.kind() == PeerKind.STRANGER);
                assertThat(told.reason().orElseThrow().code()).isEqualTo(ReasonCode.PEER_UNKNOWN);
                assertThat(told.neighbor()).hasToString(Link.STRANGER);
            }
        }
    }

    @Test
    void a_killed_host_is_down_with_its_reason_and_its_route_is_missing() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-hostkill");
                var _ = settled(scene)) {
            var before = Instant.now();
            scene.hostBird.kill();
            var down = awaitSession(scene, before, it -> it.state() == SessionState.DOWN);
            awaitRoute(
                    scene,
                    Scene.P,
                    before,
                    it -> it.stage() == Stage.APPLIED
                            && it.reason().orElseThrow().code() == ReasonCode.ROUTE_MISSING);
            System.out.println("host killed, told after "
                    + Duration.between(before, down.observedAt()).toMillis() + " ms: "
                    + down.reason().orElseThrow());
            assertThat(Duration.between(before, down.observedAt())).isLessThan(Duration.ofSeconds(2));

            scene.hostBird.restart();
            awaitSession(scene, down.observedAt(), RrAgentIT::isUp);
            awaitRoute(scene, Scene.P, down.observedAt(), RrAgentIT::isVerified);
            assertThat(transitions(scene)).endsWith(SessionState.DOWN, SessionState.UP);
        }
    }

    @Test
    void a_killed_reflector_is_told_within_two_seconds_and_true_again_after_its_return() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-birdkill");
                var agent = settled(scene)) {
            var before = Instant.now();
            scene.reflectorBird.kill();
            var down = awaitSession(scene, before, it -> it.state() == SessionState.DOWN);
            System.out.println("bird killed, told after "
                    + Duration.between(before, down.observedAt()).toMillis() + " ms");
            assertThat(down.reason().orElseThrow().code()).isEqualTo(ReasonCode.BIRD_UNREACHABLE);
            assertThat(Duration.between(before, down.observedAt())).isLessThan(Duration.ofSeconds(2));
            assertThat(agent.picture().birdAnswers()).isFalse();

            scene.reflectorBird.restart();
            awaitSession(scene, down.observedAt(), RrAgentIT::isUp);
            awaitRoute(scene, Scene.P, down.observedAt(), RrAgentIT::isVerified);
            assertThat(transitions(scene)).endsWith(SessionState.DOWN, SessionState.UP);
        }
    }

    @Test
    void a_frozen_reflector_is_told_within_two_seconds() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-freeze");
                var _ = settled(scene)) {
            var before = Instant.now();
            scene.reflectorBird.freeze();
            var down = awaitSession(scene, before, it -> it.state() == SessionState.DOWN);
            scene.reflectorBird.thaw();
            System.out.println("bird frozen, told after "
                    + Duration.between(before, down.observedAt()).toMillis() + " ms");
            assertThat(Duration.between(before, down.observedAt())).isLessThan(Duration.ofMillis(2_500));
            awaitSession(scene, down.observedAt(), RrAgentIT::isUp);
        }
    }

    @Test
    void a_text_that_bird_does_not_read_is_rejected_with_its_line_and_the_old_one_stays() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-syntax");
                var _ = settled(scene)) {
            var bad = Scene.text(Scene.P) + "nonsense;\n";
            kafka.send(scene.config(bad, Scene.P), "/test");
            var rejected = awaitApply(scene, it -> it.outcome() == Outcome.REJECTED);

            assertThat(rejected.complaint())
                    .get()
                    .extracting(BirdComplaint::line)
                    .isEqualTo(lineOf(bad, "nonsense"));
            assertThat(rejected.reason().orElseThrow().code()).isEqualTo(ReasonCode.CONFIG_REFUSED_BY_BIRD);
            assertThat(rejected.running()).hasValue(scene.config(Scene.P).revision());
            assertThat(scene.reflectorSays("show protocols"))
                    .contains(Scene.SESSION + "")
                    .contains("Established");
        }
    }

    private static int lineOf(String text, String word) {
        return (int) text.substring(0, text.indexOf(word)).lines().count() + 1;
    }

    @Test
    void what_costs_too_much_is_held_until_it_is_released() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-held");
                var agent = settled(scene)) {
            var many = IntStream.range(0, 10)
                    .mapToObj(it -> Prefix.parse("2001:db8:7" + it + "::/64"))
                    .toArray(Prefix[]::new);
            kafka.send(scene.config(many), "/test");
            awaitApply(scene, it -> it.revision().equals(scene.config(many).revision()));
            var few = scene.config(many[0]);
            kafka.send(few, "/test");
            var held = awaitApply(scene, it -> it.outcome() == Outcome.HELD);
            assertThat(held.reason().orElseThrow().message()).contains("9 of 10 prefixes");
            assertThat(held.running()).hasValue(scene.config(many).revision());
            assertThat(agent.picture().held()).isPresent();

            var now = Instant.now();
            kafka.send(
                    new Release(
                            few.node(),
                            few.cluster(),
                            few.revision(),
                            "withdraw-9-prefixes",
                            "moved elsewhere",
                            "tester",
                            now,
                            now.plusSeconds(60)),
                    "/test");
            awaitApply(scene, it -> it.revision().equals(few.revision()) && it.outcome() == Outcome.CONFIRMED);
        }
    }

    @Test
    void unreadable_records_pass_without_harm() throws Exception {
        try (var scene = Scene.set(BirdBinary.installed(), "rr-poison");
                var _ = settled(scene)) {
            var key = "reflector/" + scene.reflector;
            kafka.sendRaw(Topic.CONFIGS, key, new byte[] {'{', 1});
            kafka.sendRaw(Topic.CONFIGS, key, null);
            var before = Instant.now();
            kafka.send(scene.config(Scene.P, Scene.Q), "/test");
            awaitRoute(scene, Scene.Q, before, RrAgentIT::isVerified);
        }
    }

    @Test
    void without_the_bus_an_agent_starts_from_its_disk_and_tells_when_the_bus_is_there() throws Exception {
        try (var own = KafkaForTests.own();
                var scene = Scene.set(BirdBinary.installed(), "rr-nobus")) {
            own.provision();
            own.send(scene.config(Scene.P), "/test");
            try (var agent = scene.agent(own.bootstrap())) {
                until(() -> agent.picture().routes().getOrDefault(Stage.VERIFIED, 0) == 1);
                own.awaitEvent(Topic.ROUTES, RouteHealth.class, PATIENCE, RrAgentIT::isVerified);
                own.stop();
                scene.hostBird.kill();
                until(() -> agent.picture().sessions().containsKey(SessionState.DOWN));
                scene.hostBird.restart();
                until(() -> agent.picture().sessions().containsKey(SessionState.UP));
                own.start();
                own.awaitEvent(
                        Topic.SESSION_TRANSITIONS,
                        SessionTransition.class,
                        PATIENCE,
                        it -> it.to() == SessionState.DOWN);
                own.awaitEvent(
                        Topic.SESSION_TRANSITIONS,
                        SessionTransition.class,
                        PATIENCE,
                        it -> it.to() == SessionState.UP && it.from() == SessionState.DOWN);
                own.stop();
            }
            try (var again = scene.agent(own.bootstrap())) {
                until(() -> again.picture().routes().getOrDefault(Stage.VERIFIED, 0) == 1);
                assertThat(again.picture().busConnected()).isFalse();
                assertThat(again.picture().fromDisk()).isTrue();
                assertThat(again.picture().lastGood()).isPresent();
                var started = Instant.now();
                own.start();
                own.awaitEvent(
                        Topic.SESSIONS,
                        SessionHealth.class,
                        PATIENCE,
                        it -> it.reporter().epoch() == 2 && isUp(it));
                until(() -> again.picture().busConnected() && !again.picture().fromDisk());
                System.out.println("bus back, told after "
                        + Duration.between(started, Instant.now()).toMillis() + " ms");
                assertThat(again.picture().lastResult().map(ApplyResult::outcome))
                        .isIn(Optional.empty(), Optional.of(Outcome.CONFIRMED));
            }
        }
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }
}
