package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.plan.LabNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole, on real parts: what becomes a route, what keeps it while something is broken, and what ends it.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabIT {
    private static final Duration FAULT_HOLDS = Duration.ofSeconds(3);
    /// A host waits up to 20 s after an error, and up to 20 s between attempts to connect, so that a thousand hosts do
    /// not return in the same second.
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(90);

    private LabJourney journey;
    private int number = 100;

    @BeforeAll
    void begin() {
        journey = LabJourney.begin("labit", List.of());
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    @Order(1)
    void aNetworkBecomesARouteThatAnswersAndGoesWithTheNetwork() {
        for (var host : LabNode.of(LabNode.Role.HOST)) {
            journey.assertRemoves(journey.createReachable(host, 1));
        }
    }

    @Test
    @Order(2)
    void aPrefixThatTwoHostsClaimStaysWithTheFirst() {
        var held = journey.createReachable(DOCKER01, 2);
        var claim = held.prefix().toString();
        journey.lab().engine(DOCKER02).createNetwork("claim", claim, false, List.of());
        journey.assertSoon(
                "docker02's claim is quarantined",
                () -> hosts().anyMatch(host -> host.host().value().equals("docker02")
                        && host.quarantined().stream()
                                .anyMatch(subnet -> subnet.reason().code() == ReasonCode.PREFIX_TAKEN
                                        && subnet.prefix().equals(held.prefix()))));
        journey.assertAnswers(held);
        journey.lab().engine(DOCKER02).docker("network", "rm", "claim");
        journey.assertRemoves(held);
    }

    private Stream<io.heliograph.fleet.answer.HostView> hosts() {
        return journey.lab().inventory().hosts().stream();
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(
            strings = {"kafka", "inventory", "renderer", "agent:docker01", "agent:rr01", "bird:rr01", "freeze:docker01"
            })
    void aRouteStaysWhileSomethingIsBrokenAndTheNextComesSoonAfter(String fault) {
        var created = journey.createReachable(DOCKER01, next());
        journey.assertKeepsRoute(fault, created, FAULT_HOLDS);
        journey.assertRemoves(journey.createReachable(DOCKER02, next()));
        journey.assertRemoves(created);
        journey.assertAllSessionsUp();
    }

    @Test
    @Order(4)
    void whatHappensWhileKafkaIsGoneIsTrueSoonAfterItsReturn() {
        journey.make("kafka");
        var created = journey.createNetwork(DOCKER01, next());
        journey.mend("kafka");
        journey.assertSoon("the route of a network made meanwhile", () -> journey.hasRoute(created));
        journey.assertRemoves(created);
    }

    @Test
    @Order(5)
    void aKilledEngineKeepsItsRoutes() {
        var created = journey.createNetwork(DOCKER01, next());
        journey.assertSoon("route", () -> journey.hasRoute(created));
        journey.assertKeepsRouteWithoutContainer("engine:docker01", created, FAULT_HOLDS);
        journey.assertRemoves(journey.createReachable(DOCKER01, next()));
        journey.assertRemoves(created);
    }

    @Test
    @Order(6)
    void aHostThatStopsLosesItsRoutesAndTheOtherKeepsItsOwn() {
        var gone = journey.createReachable(DOCKER02, next());
        var stays = journey.createReachable(DOCKER01, next());
        journey.make("node:docker02");
        journey.assertSoon("docker02's route goes", () -> !journey.hasRoute(gone));
        assertThat(journey.hasRoute(stays)).isTrue();
        journey.mend("node:docker02");
        journey.assertSoon("docker02's route returns", () -> journey.hasRoute(gone));
        journey.assertAllSessionsUp();
        journey.assertRemoves(gone);
        journey.assertRemoves(stays);
    }

    @Test
    @Order(7)
    void aHostThatIsCutOffLosesItsRoutesInTheHoldTime() {
        var created = journey.createReachable(DOCKER02, next());
        journey.make("link:docker02");
        journey.assertSoon("the route goes", () -> !journey.hasRoute(created));
        journey.mend("link:docker02");
        journey.assertWithin(RETURN_LIMIT, "the route returns", () -> journey.hasRoute(created));
        journey.assertAnswers(created);
        journey.assertRemoves(created);
    }

    @Test
    @Order(8)
    void everySubnetsJourneyIsToldInItsStages() {
        var created = journey.createReachable(DOCKER01, next());
        journey.assertSoon(
                "verified on both reflectors",
                () -> routes().anyMatch(view -> view.prefix().equals(created.prefix())
                        && view.admitted()
                        && view.observedToVerified().isPresent()
                        && view.reflectors().size() == 2));
        journey.assertRemoves(created);
    }

    @Test
    @Order(9)
    void aHostWithoutBirdIsReachedAllTheSameAndMayHaveOneAgain() {
        var before = journey.createReachable(DOCKER02, next());
        journey.make("bird:docker02");
        journey.make("agent:docker02");
        journey.startAgentWithoutBird(DOCKER02);
        journey.assertSoon("the route returns without a BIRD", () -> journey.hasRoute(before));
        journey.assertAnswers(before);
        var created = journey.createReachable(DOCKER02, next());
        journey.assertSoon(
                "both reflectors verify what they originate",
                () -> routes().anyMatch(view -> view.prefix().equals(created.prefix())
                        && view.observedToVerified().isPresent()
                        && view.reflectors().size() == 2));
        journey.assertRemoves(created);

        journey.lab().programs().kill("docker02.agent");
        journey.mend("agent:docker02");
        journey.mend("bird:docker02");
        journey.assertWithin(RETURN_LIMIT, "the sessions return", journey::areAllSessionsUp);
        journey.assertSoon("the route is its BIRD's again", () -> journey.hasRoute(before));
        journey.assertAnswers(before);
        journey.assertRemoves(before);
    }

    @Test
    @Order(10)
    void aHostAnnouncesOutOfItsOwnPoolWithoutTheBus() {
        journey.givePool(DOCKER01);
        journey.make("kafka");
        var created = journey.createReachable(DOCKER01, next());
        journey.assertRemoves(created);
        var stays = journey.createReachable(DOCKER01, next());
        journey.mend("kafka");
        journey.assertSoon(
                "the inventory admits what was announced meanwhile",
                () -> routes().anyMatch(view -> view.prefix().equals(stays.prefix()) && view.admitted()));
        journey.assertAnswers(stays);
        journey.assertRemoves(stays);
    }

    @Test
    @Order(11)
    void whoFindsALabOfThatNameElsewhereLeavesItAlone(@TempDir Path elsewhere) {
        var settings = LabFolder.settings(elsewhere, journey.lab().settings().name(), true, List.of());
        try (var stranger = new Lab(settings)) {
            assertThatThrownBy(() -> new LabStart(stranger, _ -> {}).check()).hasMessageContaining("is kept in");
            assertThatThrownBy(() -> new LabStop(stranger).down()).hasMessageContaining("is kept in");
        }
        journey.assertRemoves(journey.createReachable(DOCKER01, next()));
    }

    private Stream<RouteView> routes() {
        return journey.lab().inventory().routes().stream();
    }

    private int next() {
        return number++;
    }
}
