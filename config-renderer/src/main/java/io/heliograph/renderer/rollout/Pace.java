package io.heliograph.renderer.rollout;

import io.heliograph.fleet.NodeId;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How soon a large reflector gets its next configuration: the first change goes at once, those that follow go
/// together.
///
/// A reflector's record is the whole fleet. Of a thousand hosts that join within a minute each would send it anew to
/// each reflector: a thousand records of up to 200 kB, of which the agent applies the last.
///
/// Not safe for more than one thread.
public final class Pace {
    /// A configuration of fewer peers is small enough to be sent for every change.
    private static final int SMALL = 100;

    /// Well below what a change may take on its way (half a second among 10,000 hosts).
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final Map<Place, Instant> next = new HashMap<>();

    /// Whether the node may be sent a configuration at this moment.
    public boolean isOpen(Place place, Instant now) {
        return !now.isBefore(next.getOrDefault(place, Instant.MIN));
    }

    /// The node was sent a configuration of this shape.
    public void sent(Place place, Shape shape, Instant now) {
        var pause = pause(shape.peers());
        if (place.node().kind() == NodeId.Kind.HOST || pause.isZero()) {
            next.remove(place);
        } else {
            next.put(place, now.plus(pause));
        }
    }

    /// A millisecond a peer.
    static Duration pause(int peers) {
        if (peers <= SMALL) {
            return Duration.ZERO;
        }
        var pause = Duration.ofMillis(peers);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
