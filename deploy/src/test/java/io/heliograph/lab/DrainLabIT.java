package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.event.Drain.Phase;
import io.heliograph.fleet.event.Membership;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Ping;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A host leaves service on real parts: its routes say so, answer on for the wait, and only then go.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainLabIT {
    private static final Duration ONE_PING = Duration.ofSeconds(1);

    private LabJourney journey;
    private int number = 200;

    @BeforeAll
    void begin() {
        journey = LabJourney.begin("drainit", List.of());
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    void aDrainedHostAnswersForTheWaitThenItsRouteGoesAndItIsSafeToStop() {
        var drained = journey.createReachable(DOCKER01, number++);
        var stays = journey.createReachable(DOCKER02, number++);

        long asked = System.nanoTime();
        journey.lab().inventory().drain("docker01");
        journey.assertSoon(
                "Router1 hears GRACEFUL_SHUTDOWN",
                () -> toRouter1(drained).contains("65535:0")
                        || toRouter1(drained).toLowerCase(java.util.Locale.ROOT).contains("graceful-shutdown"));
        while (host().drain().orElseThrow().phase() == Phase.DRAINING) {
            assertThat(Ping.from(journey.lab().namespace(LabNode.ROUTER1), drained.address(), ONE_PING))
                    .as("ping while draining, %d ms after the request", millisSince(asked))
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).isPresent(),
                            _ -> assertThat(millisSince(asked)).isGreaterThan(Membership.DRAIN_WAIT.toMillis()));
        }
        assertThat(millisSince(asked)).isGreaterThanOrEqualTo(Membership.DRAIN_WAIT.toMillis());

        journey.assertSoon("safe to stop", () -> host().safeToStop());
        System.err.println("safe to stop after " + millisSince(asked) + " ms");
        journey.assertSoon("Router1 has no route", () -> !journey.hasRoute(drained));
        assertThat(journey.hasRoute(stays)).isTrue();
        journey.assertAllSessionsUp();

        journey.lab().inventory().undrain("docker01");
        journey.assertSoon("the route returns", () -> journey.hasRoute(drained));
        journey.assertAnswers(drained);
        assertThat(toRouter1(drained)).doesNotContain("65535:0");
        journey.assertRemoves(drained);
        journey.assertRemoves(stays);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private HostView host() {
        return journey.lab().inventory().hosts().stream()
                .filter(view -> view.host().value().equals("docker01"))
                .findFirst()
                .orElseThrow();
    }

    private String toRouter1(Convergence.Created created) {
        var vtysh = List.of(
                "vtysh",
                "--vty_socket",
                journey.lab().settings().run(LabNode.ROUTER1).toString(),
                "-c",
                "show bgp ipv6 unicast " + created.prefix());
        return Command.attempt(vtysh, Map.of(), "").output();
    }
}
