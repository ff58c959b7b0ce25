package io.heliograph.lab;

import io.heliograph.lab.chaos.BusPicture;
import io.heliograph.lab.chaos.History;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.kafka.BusTap;
import io.heliograph.lab.linux.BirdSight;
import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.PingFeed;
import io.heliograph.lab.linux.RouteFeed;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Looks at a lab from all sides and writes down what it sees: Router1's kernel, pings, the BIRDs, the bus.
final class ChaosWatch implements AutoCloseable {
    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    private final Lab lab;
    private final ConcurrentLinkedQueue<Observation> seen = new ConcurrentLinkedQueue<>();
    private final Map<String, PingFeed> pings = new HashMap<>();
    private final RouteFeed routes;
    private final BusTap bus;
    private final Thread looking;
    private volatile Optional<LabNode> edited = Optional.empty();

    ChaosWatch(Lab lab) {
        this.lab = lab;
        routes = RouteFeed.of(lab.namespace(LabNode.ROUTER1), this::route);
        bus = BusTap.of(lab.plan().kafka(), this::note);
        looking = Thread.ofPlatform().daemon().name("bird-sight").start(this::look);
    }

    void note(Observation observation) {
        seen.add(observation);
    }

    History history() {
        return new History(List.copyOf(seen), Instant.now());
    }

    /// Whether the bus has a word of the node's agent that is younger.
    boolean heardSince(LabNode node, Instant since) {
        return BusPicture.of(List.copyOf(seen))
                .spoke()
                .getOrDefault(node.label(), Instant.MIN)
                .isAfter(since);
    }

    private void route(RouteFeed.Change change) {
        var prefix = io.heliograph.fleet.Prefix.parse(change.prefix());
        if (lab.settings().addresses().aggregate().covers(prefix)) {
            note(change.via()
                    .<Observation>map(via -> new Observation.RouteSeen(change.at(), change.prefix(), via))
                    .orElseGet(() -> new Observation.RouteGone(change.at(), change.prefix())));
        }
    }

    private void look() {
        try {
            while (true) {
                for (var reflector : LabNode.of(LabNode.Role.REFLECTOR)) {
                    try {
                        var shown = BirdSight.sessions(lab.settings().birdSocket(reflector));
                        note(new Observation.SessionsShown(Instant.now(), reflector.label(), shown));
                        BirdSight.networks(lab.settings().birdSocket(reflector))
                                .ifPresent(count ->
                                        note(new Observation.RoutesShown(Instant.now(), reflector.label(), count)));
                    } catch (CommandFailed _) {
                        // A lab that is being taken down.
                    }
                }
                edited.ifPresent(this::lookAtConfigured);
                Thread.sleep(LOOK_EACH);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A person has just configured the node's BIRD: from now on it is looked at whether anybody undoes it.
    void noteEdit(LabNode node) {
        BirdSight.lastConfigured(lab.settings().birdSocket(node)).ifPresent(text -> {
            note(new Observation.Edited(Instant.now(), node.label(), text));
            edited = Optional.of(node);
        });
    }

    void noteNoEdit() {
        edited = Optional.empty();
    }

    /// What the bus says now.
    BusPicture bus() {
        return BusPicture.of(List.copyOf(seen));
    }

    /// Notes when the node's BIRD was configured last.
    void lookAtConfigured(LabNode node) {
        Optional<String> last = BirdSight.lastConfigured(lab.settings().birdSocket(node));
        last.ifPresent(text -> note(new Observation.Configured(Instant.now(), node.label(), text)));
    }

    void beginPings(String prefix, String address) {
        note(new Observation.PingsBegan(Instant.now(), prefix));
        pings.put(
                prefix,
                PingFeed.of(lab.namespace(LabNode.ROUTER1), address, at -> note(new Observation.Pinged(at, prefix))));
    }

    void endPings(String prefix) {
        Optional.ofNullable(pings.remove(prefix)).ifPresent(PingFeed::close);
        note(new Observation.PingsEnded(Instant.now(), prefix));
    }

    @Override
    public void close() {
        looking.interrupt();
        bus.close();
        routes.close();
        pings.values().forEach(PingFeed::close);
    }
}
