package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that was seen, in the order of time.
///
/// @param until when the watching ended
public record History(List<Observation> observations, Instant until) {
    public History {
        observations = observations.stream()
                .filter(seen -> !seen.at().isAfter(until))
                .sorted(Comparator.comparing(Observation::at))
                .toList();
    }

    <T extends Observation> Stream<T> of(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast);
    }

    /// A step with its times; what has not come yet comes at the end.
    ///
    /// @param settled when the fleet was at rest again
    record Window(ChaosStep step, Instant began, Instant mended, Instant settled) {
        Span whole() {
            return new Span(began, settled);
        }

        /// Up to so long after the mending.
        Span mendedAnd(Duration more) {
            return new Span(began, mended.plus(more));
        }
    }

    List<Window> windows() {
        var mended = new HashMap<Integer, Instant>();
        of(Observation.StepMended.class).forEach(seen -> mended.put(seen.number(), seen.at()));
        var settled = new HashMap<Integer, Instant>();
        of(Observation.StepSettled.class).forEach(seen -> settled.put(seen.number(), seen.at()));
        of(Observation.StepUnsettled.class).forEach(seen -> settled.put(seen.number(), seen.at()));
        return of(Observation.StepBegan.class)
                .map(seen -> new Window(
                        seen.step(),
                        seen.at(),
                        mended.getOrDefault(seen.step().number(), until),
                        settled.getOrDefault(seen.step().number(), until)))
                .toList();
    }

    /// A network from Docker's being asked for it to its removal.
    ///
    /// @param via the next hops that are right
    /// @param made when Docker had it
    record Life(
            LabNode host,
            String prefix,
            Set<String> via,
            Instant wanted,
            Optional<Instant> made,
            Optional<Instant> unwanted,
            Optional<Instant> gone) {
        private static Life of(Observation.NetworkWanted wanted) {
            return new Life(
                    wanted.host(),
                    wanted.prefix(),
                    wanted.via(),
                    wanted.at(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        private Life madeAt(Instant at) {
            return new Life(host, prefix, via, wanted, Optional.of(at), unwanted, gone);
        }

        private Life unwantedAt(Instant at) {
            return new Life(host, prefix, via, wanted, made, Optional.of(at), gone);
        }

        private Life goneAt(Instant at) {
            return new Life(host, prefix, via, wanted, made, unwanted, Optional.of(at));
        }
    }

    List<Life> lives() {
        var ended = new ArrayList<Life>();
        var open = new HashMap<String, Life>();
        for (var seen : observations) {
            if (seen instanceof Observation.NetworkWanted it) {
                Optional.ofNullable(open.put(it.prefix(), Life.of(it))).ifPresent(ended::add);
            } else if (seen instanceof Observation.NetworkMade it) {
                open.computeIfPresent(it.prefix(), (_, life) -> life.madeAt(it.at()));
            } else if (seen instanceof Observation.NetworkUnwanted it) {
                open.computeIfPresent(it.prefix(), (_, life) -> life.unwantedAt(it.at()));
            } else if (seen instanceof Observation.NetworkGone it) {
                open.computeIfPresent(it.prefix(), (_, life) -> life.goneAt(it.at()));
            }
        }
        ended.addAll(open.values());
        return ended.stream()
                .sorted(Comparator.comparing(Life::wanted).thenComparing(Life::prefix))
                .toList();
    }

    /// A route in Router1's kernel, by one next hop, for as long as it stood.
    record Presence(String prefix, String via, Span span) {}

    List<Presence> presences() {
        var ended = new ArrayList<Presence>();
        var open = new HashMap<String, Observation.RouteSeen>();
        for (var seen : observations) {
            if (seen instanceof Observation.RouteSeen it) {
                var before = open.get(it.prefix());
                if (before == null || !before.via().equals(it.via())) {
                    Optional.ofNullable(before).ifPresent(route -> ended.add(ended(route, it.at())));
                    open.put(it.prefix(), it);
                }
            } else if (seen instanceof Observation.RouteGone it) {
                Optional.ofNullable(open.remove(it.prefix())).ifPresent(route -> ended.add(ended(route, it.at())));
            }
        }
        open.values().forEach(route -> ended.add(ended(route, until)));
        return ended.stream()
                .sorted(Comparator.comparing((Presence route) -> route.span().from())
                        .thenComparing(Presence::prefix))
                .toList();
    }

    private static Presence ended(Observation.RouteSeen route, Instant at) {
        return new Presence(route.prefix(), route.via(), new Span(route.at(), at));
    }

    /// The times within `life` at which the network's route was not in Router1, from its first coming on.
    List<Span> absences(Life life, List<Presence> presences) {
        var end = life.unwanted().orElse(until);
        var absences = new ArrayList<Span>();
        Optional<Instant> absentSince = Optional.empty();
        boolean came = false;
        for (var route : presences) {
            if (!route.prefix().equals(life.prefix())
                    || route.span().to().isBefore(life.wanted())
                    || route.span().from().isAfter(end)) {
                continue;
            }
            if (came
                    && absentSince.isPresent()
                    && absentSince.get().isBefore(route.span().from())) {
                absences.add(new Span(absentSince.get(), route.span().from()));
            }
            came = true;
            absentSince = Optional.of(route.span().to());
        }
        absentSince.filter(since -> since.isBefore(end)).ifPresent(since -> absences.add(new Span(since, end)));
        return absences;
    }
}
