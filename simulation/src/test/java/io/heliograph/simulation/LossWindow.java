package io.heliograph.simulation;

import io.heliograph.fleet.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a reflector had within the brake's window, and what it has lost of it: counted by its own rule, which is
/// looser than both brakes' and knows nothing of them.
final class LossWindow {
    private record Point(Instant at, Set<Prefix> prefixes) {}

    private record Ended(Instant at, Set<String> sessions) {}

    private final Duration window;
    private final double share;
    private final int least;
    private final Deque<Point> points = new ArrayDeque<>();
    private final Deque<Ended> ends = new ArrayDeque<>();

    LossWindow(Duration window, double share, int least) {
        this.window = window;
        this.share = share;
        this.least = least;
    }

    /// Why it is too much to go on to those prefixes; empty where it is not.
    ///
    /// @param up the sessions that are up, or that count as such
    /// @param ending those of them that end by it
    Optional<String> objection(Set<Prefix> next, Set<String> up, Set<String> ending, Instant now) {
        forget(now);
        return prefixes(next).or(() -> sessions(up, ending));
    }

    private Optional<String> prefixes(Set<Prefix> next) {
        if (points.isEmpty() || next.containsAll(points.getLast().prefixes())) {
            return Optional.empty();
        }
        var seen = new HashSet<>(next);
        points.forEach(point -> seen.addAll(point.prefixes()));
        for (var point : points) {
            int lost = without(point.prefixes(), next).size();
            int gained = without(next, point.prefixes()).size();
            if (lost - gained > limit(seen.size())) {
                return Optional.of(lost + " prefixes of " + seen.size() + " are lost since " + point.at() + ", and "
                        + gained + " came");
            }
        }
        return Optional.empty();
    }

    private Optional<String> sessions(Set<String> up, Set<String> ending) {
        var lost = new HashSet<String>();
        ends.forEach(ended -> lost.addAll(ended.sessions()));
        var base = new HashSet<>(lost);
        base.addAll(up);
        lost.addAll(ending);
        return !ending.isEmpty() && lost.size() > limit(base.size())
                ? Optional.of(lost.size() + " sessions of " + base.size() + " end within the window")
                : Optional.empty();
    }

    private double limit(int had) {
        return Math.max(least, share * had);
    }

    static <T> Set<T> without(Set<T> some, Set<T> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    void went(Set<Prefix> prefixes, Set<String> ending, Instant now) {
        points.addLast(new Point(now, Set.copyOf(prefixes)));
        if (!ending.isEmpty()) {
            ends.addLast(new Ended(now, Set.copyOf(ending)));
        }
    }

    /// A person let it go: what was lost before counts no more.
    void reset() {
        points.clear();
        ends.clear();
    }

    /// What was in force when the window began stays.
    private void forget(Instant now) {
        var begin = now.minus(window);
        ends.removeIf(ended -> ended.at().isBefore(begin));
        while (points.size() > 1 && second().isBefore(begin)) {
            points.removeFirst();
        }
    }

    private Instant second() {
        var all = points.iterator();
        all.next();
        return all.next().at();
    }
}
