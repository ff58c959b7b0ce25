package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.lab.kafka.BusBook;
import io.heliograph.lab.kafka.BusBook.Told;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.RouterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lab in which changes are on their way to nodes: what a person does, and what the bus tells of it.
final class RolloutScene {
    /// Short, so that a wave is seen to its end; still long enough to be told from none.
    static final Duration SOAK = Duration.ofSeconds(5);

    /// Longer than sessions take to return.
    static final Duration PATIENCE = Duration.ofSeconds(35);

    /// Sessions return within 20 s, and the soak time follows.
    static final Duration TURN = Duration.ofSeconds(60);

    private final LabJourney journey;
    private final BusBook bus;
    private final Birds birds;

    private RolloutScene(LabJourney journey) {
        this.journey = journey;
        this.bus = new BusBook(journey.lab().plan().kafka());
        this.birds = new Birds(journey.lab());
    }

    /// Brings up a lab whose renderer has short waves.
    static RolloutScene begin(String lab) {
        return new RolloutScene(LabJourney.begin(
                lab,
                List.of(),
                Map.of(
                        "HELIOGRAPH_WAVES_SOAK", SOAK.toString(),
                        "HELIOGRAPH_WAVES_PATIENCE", PATIENCE.toString())));
    }

    LabJourney journey() {
        return journey;
    }

    BusBook bus() {
        return bus;
    }

    Birds birds() {
        return birds;
    }

    static NodeId id(LabNode node) {
        return switch (node.role()) {
            case REFLECTOR -> NodeId.parse("reflector/" + node);
            case HOST -> NodeId.parse("host/" + node);
            case ROUTER, MANAGEMENT -> throw new IllegalArgumentException(node + " has no agent");
        };
    }

    /// Declares the lab's cluster with these BGP options, as an operator does: with a file.
    void declareBgp(String options) {
        var addresses = journey.lab().settings().addresses();
        apply("""
                clusters:
                  - cluster: %s
                    asn: %d
                    aggregates: ["%s"]
                    allowSpecialRanges: [DOCUMENTATION]
                    join: OPEN
                    bgp: {%s}
                    upstreams: [{upstream: router1, address: "%s", asn: %d}]
                """.formatted(
                        LabFleet.CLUSTER,
                        RouterConfig.CLUSTER_AS,
                        addresses.aggregate(),
                        options,
                        addresses.of(LabNode.ROUTER1),
                        RouterConfig.ROUTER_AS));
    }

    void apply(String fleet) {
        try {
            var file = Files.createTempFile("hg-fleet", ".yaml");
            try {
                Files.writeString(file, fleet);
                var run = cli("fleet", "apply", "-f", file.toString(), "--message", "a test");
                assertThat(run.exit()).as(run.err()).isZero();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cli.Run cli(String... words) {
        return Cli.run(journey.lab(), words);
    }

    /// The configuration that the node was sent last.
    Told<NodeConfig> sent(LabNode node) {
        return bus.last(NodeConfig.class, id(node)).orElseThrow();
    }

    /// When its agent confirmed this revision first; empty while it has not.
    Optional<Instant> confirmed(LabNode node, Revision revision) {
        return bus.all(ApplyResult.class, id(node)).stream()
                .filter(told ->
                        told.event().revision().equals(revision) && told.event().outcome() == Outcome.CONFIRMED)
                .map(Told::at)
                .findFirst();
    }

    boolean isConfirmed(LabNode node) {
        return confirmed(node, sent(node).event().revision()).isPresent();
    }

    Optional<Rollout> rollout(NodeId node) {
        return bus.last(Rollout.class, node).map(Told::event);
    }

    boolean isRollout(LabNode node, Rollout.State state) {
        return rollout(id(node)).filter(it -> it.state() == state).isPresent();
    }

    /// Every node runs what it was sent, and nothing waits.
    void assertComesToRest() {
        journey.assertWithin(
                TURN,
                "every node runs what it was sent and nothing waits",
                () -> List.of(LabNode.RR01, LabNode.RR02, LabNode.DOCKER01, LabNode.DOCKER02).stream()
                                .allMatch(this::isConfirmed)
                        && cli("rollout", "status").exit() == 0);
        journey.assertWithin(TURN, "all sessions up", journey::areAllSessionsUp);
    }

    /// Takes the lab down; nothing of it may be left.
    void endAndAssertNothingIsLeft() {
        bus.close();
        journey.endAndAssertNothingIsLeft();
    }
}
