package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.lab.linux.DebianRoots;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same on the engines and BIRDs of other releases of Debian: Docker 26 with BIRD 2.17, Docker 28 with BIRD 3.
@Tag("matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabMatrixIT {
    private LabJourney journey;

    @BeforeAll
    void begin() {
        var roots = new DebianRoots(LabHome.roots(), System.err::println);
        journey = LabJourney.begin("matrixit", List.of(roots.root(DebianRoots.FIRST), roots.root(DebianRoots.SECOND)));
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    void theEnginesAreThoseOfTheMatrix() {
        assertThat(journey.lab().engine(DOCKER01).version()).startsWith("26.");
        assertThat(Integer.parseInt(journey.lab().engine(DOCKER02).version().split("\\.")[0]))
                .isGreaterThanOrEqualTo(28);
    }

    @ParameterizedTest
    @EnumSource(
            value = LabNode.class,
            names = {"DOCKER01", "DOCKER02"})
    void aNetworkBecomesARouteThatAnswersAndGoesWithTheNetwork(LabNode host) {
        journey.assertRemoves(journey.createReachable(host, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = LabNode.class,
            names = {"DOCKER01", "DOCKER02"})
    void aRouteReturnsWithItsHostsBird(LabNode host) {
        var created = journey.createReachable(host, 2);
        journey.make("bird:" + host);
        journey.assertSoon("the route goes", () -> !journey.hasRoute(created));
        journey.mend("bird:" + host);
        journey.assertSoon("the route returns", () -> journey.hasRoute(created));
        journey.assertRemoves(created);
        journey.assertAllSessionsUp();
    }

    @ParameterizedTest
    @EnumSource(
            value = LabNode.class,
            names = {"DOCKER01", "DOCKER02"})
    void aKilledEngineKeepsItsRoutes(LabNode host) {
        var created = journey.createNetwork(host, 3);
        journey.assertSoon("route", () -> journey.hasRoute(created));
        journey.assertKeepsRouteWithoutContainer("engine:" + host, created, Duration.ofSeconds(2));
        journey.assertRemoves(journey.createReachable(host, 4));
        journey.assertRemoves(created);
    }
}
