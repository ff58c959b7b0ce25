package io.heliograph.rragent.probes;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Joins the routes that this reflector holds with the containers that hosts name, and what pings of them said.
/// A subnet is pinged while its route is verified and its own host names a container inside of it; what was settled
/// goes with either of the two. Tells only what changed.
public final class ProbeTable {
    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(30);

    /// What a host names.
    ///
    /// @param until when the host has been silent for so long that its containers are not known any more
    private record Named(Map<Prefix, IpAddress> targets, Instant until) {
        static final Named NOTHING = new Named(Map.of(), Instant.EPOCH);
    }

    /// A thousand subnets that are new or silent at once are settled one after the other, not all of them at the end.
    private static final Comparator<Watched> ORDER =
            Comparator.comparing(Watched::isHalfSettled).reversed().thenComparing(Watched::due);

    private final Duration each;
    private final Map<HostId, Named> hosts = new HashMap<>();
    private final Map<Prefix, RouteHealth> held = new TreeMap<>();
    private final Map<Prefix, Watched> watched = new TreeMap<>();

    /// @param each how long a round lasts in which every subnet has its turn
    public ProbeTable(Duration each) {
        this.each = each;
    }

    /// What is told of a route, with what is known of its container.
    public RouteHealth route(RouteHealth health, Instant now) {
        if (health.lifecycle() == Lifecycle.ACTIVE && health.stage() == Stage.VERIFIED) {
            held.put(health.prefix(), health);
        } else {
            held.remove(health.prefix());
        }
        join(health.prefix(), now);
        return health.with(settled(health.prefix()), health.observedAt());
    }

    /// A host names its containers; gives what is to be told anew.
    public List<RouteHealth> report(HostReport report, Instant now) {
        var targets = new TreeMap<Prefix, IpAddress>();
        report.subnets()
                .forEach(subnet -> subnet.probeTarget().ifPresent(target -> targets.put(subnet.prefix(), target)));
        var heartbeat = report.heartbeatSeconds().map(Duration::ofSeconds).orElse(USUAL_HEARTBEAT);
        return named(
                report.host(), new Named(targets, now.plus(heartbeat.multipliedBy(SessionHealth.HEARTBEATS))), now);
    }

    /// Hosts that have been silent for too long name nothing any more; gives what is to be told anew.
    public List<RouteHealth> pass(Instant now) {
        var silent = hosts.entrySet().stream()
                .filter(host -> !now.isBefore(host.getValue().until()))
                .map(Map.Entry::getKey)
                .toList();
        return silent.stream()
                .flatMap(host -> named(host, Named.NOTHING, now).stream())
                .toList();
    }

    private List<RouteHealth> named(HostId host, Named names, Instant now) {
        var before = Objects.requireNonNullElse(
                names.targets().isEmpty() ? hosts.remove(host) : hosts.put(host, names), Named.NOTHING);
        var touched = new TreeSet<>(before.targets().keySet());
        touched.addAll(names.targets().keySet());
        var told = new ArrayList<RouteHealth>();
        for (var prefix : touched) {
            var known = settled(prefix);
            join(prefix, now);
            if (!settled(prefix).equals(known)) {
                tell(prefix, now).ifPresent(told::add);
            }
        }
        return told;
    }

    private void join(Prefix prefix, Instant now) {
        var target = Optional.ofNullable(held.get(prefix))
                .map(route -> hosts.getOrDefault(route.host(), Named.NOTHING)
                        .targets()
                        .get(prefix))
                .filter(prefix::contains);
        if (target.isEmpty()) {
            watched.remove(prefix);
        } else {
            watched.compute(
                    prefix,
                    (_, known) -> known != null && known.ping().target().equals(target.get())
                            ? known
                            : Watched.at(prefix, target.get(), now));
        }
    }

    /// Up to so many pings that are due: what is half settled first, then those that have waited longest. Each awaits
    /// its outcome.
    public List<Ping> due(int most, Instant now) {
        var due = watched.values().stream()
                .filter(one -> one.isDue(now))
                .sorted(ORDER)
                .limit(most)
                .toList();
        due.forEach(one -> watched.put(one.ping().prefix(), one.asked(now)));
        return due.stream().map(Watched::ping).toList();
    }

    /// A ping has come to its end; gives what is to be told anew.
    public Optional<RouteHealth> outcome(Ping ping, Ping.Outcome outcome, Instant now) {
        var before = watched.get(ping.prefix());
        if (before == null || !before.ping().equals(ping) || before.asked().isEmpty()) {
            return Optional.empty();
        }
        var after = before.after(outcome, each, now);
        watched.put(ping.prefix(), after);
        return after.settled().equals(before.settled()) ? Optional.empty() : tell(ping.prefix(), now);
    }

    private Optional<RouteHealth> tell(Prefix prefix, Instant now) {
        return Optional.ofNullable(held.get(prefix)).map(health -> health.with(settled(prefix), now));
    }

    private Optional<RouteProbe> settled(Prefix prefix) {
        return Stream.ofNullable(watched.get(prefix))
                .flatMap(one -> one.settled().stream())
                .findFirst();
    }

    /// How many subnets are asked about in a round.
    public int size() {
        return watched.size();
    }

    /// How many subnets have each result.
    public Map<RouteProbe.Result, Integer> tally() {
        var tally = new EnumMap<RouteProbe.Result, Integer>(RouteProbe.Result.class);
        watched.values().stream()
                .flatMap(one -> one.settled().stream())
                .forEach(probe -> tally.merge(probe.result(), 1, Integer::sum));
        return tally;
    }
}
