package io.heliograph.rragent.routes;

import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.Set;

/// One look at the routes that BIRD has selected.
public sealed interface RouteSight {
    /// Every selected route: what is not here is not there.
    record Everything(List<Route> selected) implements RouteSight {}

    /// The answers about some prefixes alone.
    record Asked(Set<Prefix> prefixes, List<Route> selected) implements RouteSight {
        public Asked {
            prefixes = Set.copyOf(prefixes);
        }
    }

    /// BIRD does not answer.
    record Blind(Reason why) implements RouteSight {}
}
