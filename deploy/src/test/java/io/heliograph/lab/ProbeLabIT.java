package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.RR01;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.RouteProbe.Result;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.Convergence.Created;
import io.heliograph.lab.linux.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What no look at a host can see, and a ping proves: every route stands, and the container does not answer.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeLabIT {
    private static final Map<String, String> PROBED =
            Map.of("HELIOGRAPH_PROBE", "on", "HELIOGRAPH_PROBE_INTERVAL", "5s");

    /// A round, and three seconds for three pings.
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

    private LabJourney journey;
    private Created created;

    @BeforeAll
    void begin() {
        journey = LabJourney.begin("probe", List.of(), PROBED);
        // Docker makes this chain where it filters; the lab's engine leaves filtering to us.
        firewall("-N", "DOCKER-USER");
        firewall("-I", "FORWARD", "-j", "DOCKER-USER");
        created = journey.createReachable(DOCKER01, 1);
        measured("answered everywhere", () -> answered() == 2);
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @Test
    void aRuleThatPreflightCannotSeeBreaksASubnetAndItsEndMendsIt() {
        assertThat(route().isWell()).isTrue();
        firewall("-I", "DOCKER-USER", "-d", created.prefix().toString(), "-j", "DROP");
        measured("PROBE_FAILED among the troubles", this::isTold);
        assertThat(route().stage()).isEqualTo(Stage.VERIFIED);
        assertThat(journey.hasRoute(created)).as("the route stands").isTrue();
        assertThat(route().broken().orElseThrow().message()).contains(created.address(), "rr01, rr02");
        assertThat(Cli.run(journey.lab(), "explain", created.prefix().toString())
                        .out())
                .contains("broken", "PROBE_FAILED", "DOCKER-USER");
        assertThat(Cli.run(journey.lab(), "status").exit()).isEqualTo(3);

        firewall("-F", "DOCKER-USER");
        measured("verified again", () -> route().isWell() && !isTold());
        measured("answered everywhere again", () -> answered() == 2);
    }

    @Test
    void oneReflectorThatIsNotAnsweredIsToldOfAndTheSubnetIsNotBroken() {
        // A firewall that answers for the container is no answer of the container.
        firewall("-I", "DOCKER-USER", "-s", rr01(), "-d", created.prefix().toString(), "-j", "REJECT");
        measured("rr01 is not answered", () -> answered() == 1);
        assertThat(route().isWell()).isTrue();
        assertThat(Cli.run(journey.lab(), "explain", created.prefix().toString())
                        .out())
                .contains("probe from rr01", "does not answer");
        firewall("-F", "DOCKER-USER");
        measured("rr01 is answered again", () -> answered() == 2);
    }

    /// Nobody is left who could answer: that is no verdict, and no failure outlives its container.
    @Test
    void aFailureGoesWithItsContainer() {
        var other = journey.createReachable(DOCKER01, 2);
        firewall("-I", "DOCKER-USER", "-d", other.prefix().toString(), "-j", "DROP");
        measured("broken", () -> !route(other).isWell());
        journey.lab().engine(DOCKER01).docker("rm", "-f", other.container());
        measured("well without a container", () -> route(other).isWell());
        firewall("-F", "DOCKER-USER");
        journey.assertRemoves(other);
    }

    /// Two networks whose containers drop pings: one says so, and the other shows that reflectors have asked meanwhile.
    @Test
    void aNetworkThatSaysItsContainersDoNotAnswerIsVerifiedAndLeftAlone() {
        var quiet = journey.createReachable(DOCKER01, 3, "--label", "heliograph.probe=false");
        var other = journey.createReachable(DOCKER01, 4);
        measured("answered everywhere", () -> answered(other) == 2);
        for (var dropping : List.of(quiet, other)) {
            firewall("-I", "DOCKER-USER", "-d", dropping.prefix().toString(), "-p", "icmpv6", "-j", "DROP");
        }
        measured("the one beside it is broken", () -> !route(other).isWell());
        assertThat(route(quiet).stage()).isEqualTo(Stage.VERIFIED);
        assertThat(route(quiet).isWell()).isTrue();
        assertThat(route(quiet).reflectors())
                .hasSize(2)
                .allSatisfy(on -> assertThat(on.probe()).isEmpty());
        firewall("-F", "DOCKER-USER");
        journey.assertRemoves(other);
        journey.assertRemoves(quiet);
    }

    private void measured(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        journey.assertWithin(TOLD_WITHIN, what, condition);
        System.err.printf("probe: %s after %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
    }

    private boolean isTold() {
        return journey.lab().inventory().status().troubles().stream()
                .anyMatch(trouble -> trouble.reason().code() == ReasonCode.PROBE_FAILED
                        && trouble.subject().equals(created.prefix().toString()));
    }

    private long answered() {
        return answered(created);
    }

    private long answered(Created wanted) {
        return Stream.of(route(wanted))
                .flatMap(route -> route.reflectors().stream())
                .map(RouteView.OnReflector::probe)
                .flatMap(Optional::stream)
                .map(RouteProbe::result)
                .filter(Result.ANSWERED::equals)
                .count();
    }

    private RouteView route() {
        return route(created);
    }

    private RouteView route(Created wanted) {
        return journey.lab().inventory().routes().stream()
                .filter(route -> route.prefix().equals(wanted.prefix()))
                .findFirst()
                .orElseThrow();
    }

    private String rr01() {
        return journey.lab().settings().addresses().of(RR01).toString();
    }

    private void firewall(String... words) {
        var command =
                Stream.concat(Stream.of("ip6tables", "-w"), Stream.of(words)).toList();
        Command.run(Command.inNamespace(journey.lab().namespace(DOCKER01), command), Map.of(), "");
    }
}
