package io.heliograph.renderer.rollout;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Configurations that were sent and that no agent has said it runs: they may have been lost with their topic, and
/// the renderer, which knows that it sent them, would never send them again. An agent that has one says once more what
/// it knows of it. One that could not apply it, or held it, may have begun anew since, and knows nothing any more.
///
/// Not safe for more than one thread.
public final class Unheard {
    private static final Duration FIRST = Duration.ofMinutes(2);

    /// A node that is switched off is not sent its configuration for ever and ever.
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Silence(Revision revision, Instant since, Duration patience) {
        boolean isOver(Instant now) {
            return !now.isBefore(since.plus(patience));
        }

        Silence longer(Instant now) {
            var twice = patience.multipliedBy(2);
            return new Silence(revision, now, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
        }
    }

    private final Evidence evidence;
    private final Map<Place, Silence> silences = new HashMap<>();

    public Unheard(Evidence evidence) {
        this.evidence = evidence;
    }

    /// The places whose configuration is to be sent again, in their order.
    ///
    /// @param sent what each was given last
    public List<Place> look(Map<Place, Shape> sent, Instant now) {
        silences.keySet().retainAll(sent.keySet());
        var again = new ArrayList<Place>();
        new TreeMap<>(sent).forEach((place, shape) -> {
            if (shape.given().isEmpty() || isHeard(place, shape.revision())) {
                silences.remove(place);
                return;
            }
            var silence = Optional.ofNullable(silences.get(place))
                    .filter(it -> it.revision().equals(shape.revision()))
                    .orElseGet(() -> new Silence(shape.revision(), now, FIRST));
            if (silence.isOver(now)) {
                again.add(place);
                silence = silence.longer(now);
            }
            silences.put(place, silence);
        });
        return again;
    }

    private boolean isHeard(Place place, Revision revision) {
        return evidence.said()
                .apply(place.node())
                .filter(result -> result.outcome() == ApplyResult.Outcome.CONFIRMED
                        && result.revision().equals(revision))
                .isPresent();
    }
}
