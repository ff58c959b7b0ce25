package io.heliograph.renderer.rollout;

import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.Echo.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Configurations that were sent and are not what the bus says last of their node: one of the past has come after
/// them, or they are gone. An agent that begins anew would go by that.
///
/// A configuration with a higher number is let be: another renderer counts on, and two that outbid each other would
/// never end.
///
/// Not safe for more than one thread.
final class Overwritten {
    /// What was sent must have time to come back before it counts as gone.
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private record Turn(Instant at, Duration patience) {
        boolean isOver(Instant now) {
            return !now.isBefore(at.plus(patience));
        }

        Turn longer(Instant now) {
            var twice = patience.multipliedBy(2);
            return new Turn(now, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
        }
    }

    private final Echo echo;
    private final Map<Place, Turn> turns = new HashMap<>();
    /// What the bus last rightly said of a node: the same bytes as there, not a copy.
    private final Map<Place, Given> right = new HashMap<>();

    Overwritten(Echo echo) {
        this.echo = echo;
    }

    /// The node was sent a configuration at this moment.
    void sent(Place place, Instant now) {
        var patience = Optional.ofNullable(turns.get(place)).map(Turn::patience);
        turns.put(place, new Turn(now, patience.orElse(FIRST)));
    }

    /// The places whose configuration is to be sent again, in their order.
    ///
    /// @param sent what each was given last
    List<Place> look(Map<Place, Shape> sent, Instant now) {
        turns.keySet().retainAll(sent.keySet());
        right.keySet().retainAll(sent.keySet());
        return new TreeMap<>(sent)
                .entrySet().stream()
                        .filter(it -> it.getValue().given().isPresent())
                        .filter(it -> isWrong(it.getKey(), it.getValue(), now))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private boolean isWrong(Place place, Shape shape, Instant now) {
        var heard = echo.config().apply(place.node());
        var turn = Optional.ofNullable(turns.get(place));
        if (heard.filter(given -> given.is(shape)).isPresent()) {
            right.put(place, heard.get());
            turn.filter(it -> it.at().plus(LONGEST.multipliedBy(2)).isBefore(now))
                    .ifPresent(_ -> turns.remove(place));
            return false;
        }
        boolean wrong = heard.filter(given -> given.isAfter(shape)).isEmpty()
                && turn.filter(it -> !it.isOver(now)).isEmpty();
        if (wrong) {
            turns.put(place, turn.orElse(new Turn(now, FIRST)).longer(now));
        }
        return wrong;
    }

    /// The configuration of this shape as it stood on the bus; empty where it was never seen there.
    Optional<Given> asSent(Place place, Shape shape) {
        return Optional.ofNullable(right.get(place)).filter(given -> given.is(shape));
    }
}
