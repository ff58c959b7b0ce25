package io.heliograph.rragent;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.rragent.bird.BirdView;
import io.heliograph.rragent.routes.RouteSight;
import io.heliograph.rragent.routes.RouteTable;
import io.heliograph.rragent.sessions.FilteredRoutes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// When and how to look at BIRD's routes: at once and often while an expected one is missing, seldom when all is
/// well. Used by the watch's thread.
final class RouteWatch {
    private static final Duration ALL_ROUTES = Duration.ofSeconds(5);

    /// Up to so many prefixes are asked for one by one; beyond, BIRD lists all.
    private static final int MOST_SINGLE = 16;

    /// For so long after it is expected a missing prefix is asked for; later, its host does not announce it.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final BirdView bird;
    private final RouteTable routes;
    private final InstantSource clock;
    private final Set<ProtocolName> justUp = new HashSet<>();
    private Pace pace = Pace.AT_ONCE;
    private Duration lastListing = Duration.ZERO;
    private Instant due = Instant.EPOCH;
    private Instant allDue = Instant.EPOCH;
    private Optional<FilteredRoutes> filtered = Optional.empty();

    RouteWatch(BirdView bird, RouteTable routes, InstantSource clock) {
        this.bird = bird;
        this.routes = routes;
        this.clock = clock;
    }

    Instant due() {
        return due;
    }

    void waitUntil(Instant then) {
        due = then;
    }

    /// Another configuration runs.
    List<RouteHealth> plan(ReflectorWatch.Plan plan, Instant now) {
        pace = Pace.AT_ONCE;
        due = now;
        return routes.plan(plan.running(), plan.at(), now);
    }

    /// Sessions came or went, and their routes with them.
    void sessionsChanged(List<SessionTransition> transitions, Instant now) {
        if (pace.askedEnough()) {
            justUp.clear();
        }
        transitions.stream()
                .filter(transition -> transition.to() == SessionState.UP)
                .forEach(transition -> justUp.add(transition.session()));
        pace = Pace.AT_ONCE;
        allDue = now;
        due = earlier(due, now.plus(Pace.rest(Duration.ZERO, lastListing)));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /// Looks at all routes, or at the few that are not verified.
    List<RouteHealth> look() throws BirdUnreachable {
        var began = clock.instant();
        var pending = routes.pending();
        boolean complete = !began.isBefore(allDue);
        boolean all = pending.size() > MOST_SINGLE || complete;
        var sight = all
                ? new RouteSight.Everything(bird.selected())
                : new RouteSight.Asked(new HashSet<>(pending), bird.selected(pending));
        filtered = complete ? Optional.of(FilteredRoutes.of(bird.filtered())) : Optional.empty();
        var now = clock.instant();
        var took = Duration.between(began, now);
        var changed = routes.observe(sight, now);
        if (all) {
            lastListing = took;
            allDue = now.plus(ALL_ROUTES);
        }
        if (routes.pending().isEmpty()) {
            due = allDue;
        } else {
            due = earlier(allDue, now.plus(pace.whilePending(took)));
            if (pace.asksAgain()) {
                askAgain(now);
            }
        }
        pace = pace.next();
        return changed;
    }

    /// What BIRD refuses, where the last look asked for it.
    Optional<FilteredRoutes> filtered() {
        return filtered;
    }

    /// A prefix that was admitted after its host announced it comes by a route refresh.
    private void askAgain(Instant now) throws BirdUnreachable {
        var wanted = new HashSet<>(routes.missing(Instant.EPOCH));
        wanted.retainAll(justUp);
        wanted.addAll(routes.missing(now.minus(FRESH)));
        bird.refresh(wanted.stream().sorted().limit(MOST_SINGLE).toList());
    }

    /// BIRD does not answer; when it does, all is looked at.
    List<RouteHealth> blind(Reason why, Instant now, Instant retry) {
        pace = Pace.AT_ONCE;
        allDue = now;
        due = retry;
        return routes.observe(new RouteSight.Blind(why), now);
    }
}
