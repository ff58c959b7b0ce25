package io.heliograph.inventory.admission;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The first two stages of each subnet's journey, as the inventory tells them on the bus.
///
/// A prefix has one record here, however many hosts report it: its holder's; or, where nobody holds it, that of the
/// first host by name which would like to. Not safe for more than one thread.
final class Journeys {
    private final Registry registry;
    private final Reporters reporters;
    private final TreeMap<Prefix, SortedSet<HostId>> claimants = new TreeMap<>();
    private final Map<Prefix, RouteHealth> told = new HashMap<>();

    Journeys(Registry registry, Reporters reporters) {
        this.registry = registry;
        this.reporters = reporters;
    }

    /// What was told before this process began.
    void recall(RouteHealth health) {
        if (health.reporter().equals(RouteHealth.INVENTORY)) {
            told.put(health.prefix(), health);
        }
    }

    /// Takes an entry into account without telling anything.
    void index(Optional<HostEntry> before, HostEntry after) {
        before.stream()
                .flatMap(Journeys::prefixes)
                .forEach(prefix -> claimants.computeIfPresent(prefix, (_, hosts) -> {
                    hosts.remove(after.host());
                    return hosts.isEmpty() ? null : hosts;
                }));
        prefixes(after)
                .forEach(prefix ->
                        claimants.computeIfAbsent(prefix, _ -> new TreeSet<>()).add(after.host()));
    }

    /// What is to be told after the entry of a host has changed in the registry.
    List<RouteHealth> follow(Optional<HostEntry> before, HostEntry after, Instant now) {
        var touched = new TreeSet<Prefix>();
        Stream.concat(before.stream().flatMap(Journeys::prefixes), prefixes(after))
                .forEach(touched::add);
        return tell(touched, now);
    }

    /// What is to be told of everything that is known, after the topics were read to their ends.
    List<RouteHealth> tellAll(Instant now) {
        var all = new TreeSet<>(claimants.keySet());
        all.addAll(told.keySet());
        return tell(all, now);
    }

    private List<RouteHealth> tell(Collection<Prefix> prefixes, Instant now) {
        var news = new ArrayList<RouteHealth>();
        for (var prefix : prefixes) {
            var before = Optional.ofNullable(told.get(prefix));
            var after = current(prefix, now).or(() -> before.map(health -> health.removed(now)));
            after.filter(health -> before.isEmpty() || !sameState(before.get(), health))
                    .ifPresent(health -> {
                        told.put(prefix, health);
                        news.add(health);
                    });
        }
        return news;
    }

    private Optional<RouteHealth> current(Prefix prefix, Instant now) {
        var entries = Optional.ofNullable(claimants.get(prefix)).stream()
                .flatMap(Collection::stream)
                .flatMap(host -> registry.fleet().host(host).stream())
                .toList();
        return entries.stream()
                .flatMap(entry -> entry.admitted().stream()
                        .filter(subnet -> subnet.prefix().equals(prefix))
                        .map(subnet -> admitted(entry, subnet, now)))
                .findFirst()
                .or(() -> entries.stream()
                        .flatMap(entry -> entry.quarantined().stream()
                                .filter(subnet -> subnet.prefix().equals(prefix))
                                .map(subnet -> observed(entry, subnet, now)))
                        .findFirst());
    }

    private static RouteHealth admitted(HostEntry entry, AdmittedSubnet subnet, Instant now) {
        return new RouteHealth(
                subnet.prefix(),
                RouteHealth.INVENTORY,
                entry.cluster(),
                entry.host(),
                subnet.network(),
                Stage.ADMITTED,
                Map.of(Stage.OBSERVED, subnet.observedAt(), Stage.ADMITTED, subnet.admittedAt()),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                now,
                Optional.empty());
    }

    private RouteHealth observed(HostEntry entry, QuarantinedSubnet subnet, Instant now) {
        var at = reporters.last(entry.host()).stream()
                .flatMap(report -> report.subnets().stream())
                .filter(reported -> reported.prefix().equals(subnet.prefix()))
                .map(ReportedSubnet::observedAt)
                .findFirst()
                .orElse(entry.change().at());
        return new RouteHealth(
                subnet.prefix(),
                RouteHealth.INVENTORY,
                entry.cluster(),
                entry.host(),
                subnet.network(),
                Stage.OBSERVED,
                Map.of(Stage.OBSERVED, at),
                Optional.empty(),
                Optional.of(subnet.reason()),
                Lifecycle.ACTIVE,
                now,
                Optional.empty());
    }

    private static boolean sameState(RouteHealth one, RouteHealth other) {
        return one.cluster().equals(other.cluster())
                && one.host().equals(other.host())
                && one.network().equals(other.network())
                && one.stage() == other.stage()
                && one.reachedAt().equals(other.reachedAt())
                && one.reason().equals(other.reason())
                && one.lifecycle() == other.lifecycle();
    }

    private static Stream<Prefix> prefixes(HostEntry entry) {
        return Stream.concat(
                entry.admitted().stream().map(AdmittedSubnet::prefix),
                entry.quarantined().stream().map(QuarantinedSubnet::prefix));
    }
}
