package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is lost, by whom, measured by what they have: a reflector by itself, the hosts of a cluster together.
///
/// A host may go with all its subnets, a fifth of the fleet may not. A host's sessions are not counted: the waves take
/// care of them. Not safe for more than one thread.
final class Accounts {
    private final Duration window;
    private final Function<ClusterId, Gate.Hosts> hosts;
    private final Map<String, Spending> spendings = new HashMap<>();

    /// Accounts over a window.
    Accounts(Duration window, Function<ClusterId, Gate.Hosts> hosts) {
        this.window = window;
        this.hosts = hosts;
    }

    void recall(String account, Spending spending) {
        spendings.put(account, spending);
    }

    static boolean isHost(Place place) {
        return place.node().kind() == NodeId.Kind.HOST;
    }

    Extent had(Place place, Shape before) {
        return isHost(place)
                ? new Extent(0, hosts.apply(place.cluster()).prefixes())
                : new Extent(before.peers(), before.prefixes());
    }

    /// All that a configuration takes away.
    static Extent loss(NextConfig next) {
        var cost = next.config().cost();
        return new Extent(cost.sessions() + next.change().unhosted(), cost.prefixes());
    }

    /// What of it is counted.
    static Extent counted(Place place, NextConfig next) {
        var loss = loss(next);
        return isHost(place) ? new Extent(0, loss.prefixes()) : loss;
    }

    Spending spending(Place place) {
        return spendings.getOrDefault(account(place), Spending.NONE);
    }

    Extent spent(Place place, Instant now) {
        return spending(place).lost(now, window);
    }

    /// Writes down what a configuration takes and gives; nothing to write where it takes nothing and nothing is owed.
    Optional<Note> pay(Place place, Shape before, NextConfig next, Extent counted, Instant now) {
        if (counted.isNothing() && spent(place, now).isNothing()) {
            return Optional.empty();
        }
        var spending = spending(place).plus(counted, gained(place, before, next), now, window);
        spendings.put(account(place), spending);
        return Optional.of(new Note.Spent(account(place), spending));
    }

    /// What has come in place of what went.
    private static Extent gained(Place place, Shape before, NextConfig next) {
        var after = next.shape();
        // A session that restarts is lost for a moment, and has not come in place of another.
        var gain = new Extent(after.peers() - before.peers(), after.prefixes() - before.prefixes())
                .plus(loss(next))
                .minus(new Extent(next.change().restarted(), 0))
                .orNothing();
        return isHost(place) ? new Extent(0, gain.prefixes()) : gain;
    }

    private static String account(Place place) {
        return isHost(place) ? place.cluster() + "/hosts" : place.toString();
    }
}
