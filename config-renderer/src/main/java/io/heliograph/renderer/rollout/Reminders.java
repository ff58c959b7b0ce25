package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the renderer has said and must say again, because nobody heard it or the bus says something else by now.
///
/// A configuration that the bus lost is sent as it was, where it was seen there; one that nobody heard is rendered
/// anew, so that it has the highest number. It is never rendered anew while a change of it waits at the gate: that
/// would be the change.
///
/// Not safe for more than one thread.
public final class Reminders {
    private static final Duration LOOK_AT_CONFIGS = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_THE_REST = Duration.ofSeconds(10);

    /// One thing to say again.
    public sealed interface Again {
        /// The configuration of a node, rendered anew.
        record Anew(Place place) implements Again {}

        /// A configuration as it was sent last.
        record AsSent(NodeConfig config) implements Again {}

        /// How far a node's configuration is.
        record Told(Note.Told note) implements Again {}
    }

    private final Gate gate;
    private final Unheard unheard;
    private final Optional<Echo> echo;
    private final Optional<Overwritten> overwritten;
    private final Retold retold;
    private Instant nextConfigs = Instant.MIN;
    private Instant nextRest = Instant.MIN;

    /// @param echo empty where the renderer does not read its own topics
    /// @param ours the clusters of this task
    public Reminders(Gate gate, Evidence evidence, Optional<Echo> echo, Predicate<ClusterId> ours) {
        this.gate = gate;
        this.unheard = new Unheard(evidence);
        this.echo = echo;
        this.overwritten = echo.map(Overwritten::new);
        this.retold = new Retold(ours);
    }

    /// The node was sent a configuration.
    public void sent(Place place, Instant now) {
        overwritten.ifPresent(it -> it.sent(place, now));
    }

    /// Something was told of the node's rollout.
    public void told(Place place, Instant now) {
        retold.told(place, now);
    }

    /// What is to be said again at this moment.
    ///
    /// @param shapes what each node was given last; asked for only when it is time to look
    public List<Again> look(Supplier<Map<Place, Shape>> shapes, Instant now) {
        var again = new ArrayList<Again>();
        if (!now.isBefore(nextConfigs)) {
            nextConfigs = now.plus(LOOK_AT_CONFIGS);
            var sent = shapes.get();
            var waiting = gate.waiting();
            overwritten.ifPresent(it -> it.look(sent, now).stream()
                    .flatMap(place -> asSent(place, sent).or(() -> anew(place, waiting)).stream())
                    .forEach(again::add));
        }
        if (!now.isBefore(nextRest)) {
            nextRest = now.plus(LOOK_AT_THE_REST);
            var sent = shapes.get();
            var waiting = gate.waiting();
            unheard.look(sent, now).stream()
                    .flatMap(place -> anew(place, waiting).or(() -> asSent(place, sent)).stream())
                    .forEach(again::add);
            echo.ifPresent(it -> retold.look(it.rollouts().get(), gate.told(), sent, now).stream()
                    .map(Again.Told::new)
                    .forEach(again::add));
        }
        return again;
    }

    private static Optional<Again> anew(Place place, Set<Place> waiting) {
        return waiting.contains(place) ? Optional.empty() : Optional.of(new Again.Anew(place));
    }

    private Optional<Again> asSent(Place place, Map<Place, Shape> sent) {
        return overwritten
                .flatMap(it -> Optional.ofNullable(sent.get(place)).flatMap(shape -> it.asSent(place, shape)))
                .flatMap(given -> given.whole().get())
                .map(Again.AsSent::new);
    }
}
