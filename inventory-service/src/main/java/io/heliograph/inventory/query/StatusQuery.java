package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RevisionCounts;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.SessionState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/// The fleet on one screen.
public final class StatusQuery {
    private StatusQuery() {}

    /// The state at `now`: what mends itself soon is told as trouble only after it has held for a while.
    public static FleetStatus status(FleetSnapshot fleet, Instant now) {
        return status(
                fleet, NodeQueries.byNode(fleet), SessionQueries.sessions(fleet), RouteQueries.routes(fleet), now);
    }

    /// The same, over what the caller has of that moment already.
    public static FleetStatus status(
            FleetSnapshot fleet,
            SortedMap<NodeId, ApplyView> configurations,
            List<SessionView> sessions,
            List<RouteView> all,
            Instant now) {
        var routes =
                all.stream().filter(route -> !DrainQuery.isOutOfService(route)).toList();
        var hosts = fleet.hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE && !DrainQuery.isGone(entry))
                .toList();
        var clusters = NodeQueries.clusters(fleet).size();
        var reflectors = of(configurations, NodeId.Kind.REFLECTOR);
        var troubles = Troubles.of(fleet, configurations.values(), sessions, routes, now);
        var reflectorTally =
                Words.tally(reflectors.size(), count(reflectors, StatusQuery::isConfirmed), "reflectors configured");
        var hostTally = DrainQuery.told(
                Words.tally(hosts.size(), count(hosts, StatusQuery::isAdmitted), "hosts admitted"), hosts);
        var configured = sessions.stream().filter(SessionQueries::isOfPeer).toList();
        var sessionTally = Words.tally(configured.size(), count(configured, StatusQuery::isUp), "sessions up");
        var routeTally = routes(routes);
        boolean healthy = troubles.isEmpty()
                && reflectorTally.isComplete()
                && hostTally.isComplete()
                && sessionTally.isComplete()
                && routeTally.isComplete();
        return new FleetStatus(
                healthy,
                summary(healthy, clusters, troubles.size()),
                Words.tally(clusters, clusters, "clusters"),
                reflectorTally,
                hostTally,
                sessionTally,
                routeTally,
                revisions(configurations.values()),
                troubles.stream().limit(FleetStatus.MAX_TROUBLES).toList(),
                troubles.size(),
                now);
    }

    private static String summary(boolean healthy, int clusters, int troubles) {
        if (clusters == 0) {
            return "nothing is declared yet: heliograph fleet apply -f FILE";
        }
        if (healthy) {
            return "all is well";
        }
        return switch (troubles) {
            case 0 -> "on its way: nothing has failed, not everything has arrived";
            case 1 -> "one trouble";
            default -> troubles + " troubles";
        };
    }

    private static List<ApplyView> of(SortedMap<NodeId, ApplyView> configurations, NodeId.Kind kind) {
        return configurations.values().stream()
                .filter(view -> view.node().kind() == kind)
                .toList();
    }

    private static RevisionCounts revisions(Collection<ApplyView> views) {
        return new RevisionCounts(
                views.size(),
                count(views, view -> view.rendered().isPresent()),
                count(views, StatusQuery::isConfirmed));
    }

    private static boolean isConfirmed(ApplyView view) {
        return view.progress() == Progress.CONFIRMED;
    }

    private static boolean isAdmitted(HostEntry entry) {
        return entry.standing() == Standing.ADMITTED;
    }

    private static boolean isUp(SessionView session) {
        return session.state() == SessionState.UP;
    }

    /// A subnet that every route reaches and nothing gets into is not told as verified.
    private static Tally routes(List<RouteView> routes) {
        var tally = Words.tally(routes.size(), count(routes, RouteView::isWell), "routes verified");
        int broken = count(routes, route -> route.broken().isPresent());
        return broken == 0
                ? tally
                : new Tally(tally.expected(), tally.actual(), tally.clause() + ", " + broken + " broken");
    }

    private static <T> int count(Collection<T> all, Predicate<T> wanted) {
        return (int) all.stream().filter(wanted).count();
    }
}
