package io.heliograph.inventory.query;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.SearchHit;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds what somebody has a word of: part of a name, a network, a prefix, or an address inside of one.
public final class SearchQuery {
    private SearchQuery() {}

    /// At most so many hits, clusters and reflectors first.
    public static List<SearchHit> search(FleetSnapshot fleet, String text, int limit) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return List.of();
        }
        var address = address(word);
        return Stream.of(
                        clusters(fleet, word),
                        reflectors(fleet, word),
                        hosts(fleet, word),
                        routes(fleet, word, address),
                        sessions(fleet, word))
                .flatMap(hits -> hits)
                .limit(limit)
                .toList();
    }

    private static Optional<IpAddress> address(String word) {
        try {
            return Optional.of(IpAddress.parse(word));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private static Stream<SearchHit> clusters(FleetSnapshot fleet, String word) {
        return NodeQueries.clusters(fleet).stream()
                .filter(entry -> has(entry.cluster(), word))
                .map(entry -> new SearchHit("cluster", entry.cluster().value(), "cluster, AS " + entry.asn()));
    }

    private static Stream<SearchHit> reflectors(FleetSnapshot fleet, String word) {
        return fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> has(entry.reflector(), word) || has(entry.address(), word))
                .map(entry -> new SearchHit(
                        "reflector",
                        entry.reflector().value(),
                        "reflector of " + entry.cluster() + ", " + entry.address()));
    }

    private static Stream<SearchHit> hosts(FleetSnapshot fleet, String word) {
        return active(fleet)
                .filter(entry -> has(entry.host(), word)
                        || entry.address().filter(own -> has(own, word)).isPresent())
                .map(entry -> new SearchHit(
                        "host",
                        entry.host().value(),
                        "host of " + entry.cluster()
                                + entry.address().map(own -> ", " + own).orElse("")));
    }

    private static Stream<SearchHit> routes(FleetSnapshot fleet, String word, Optional<IpAddress> address) {
        return active(fleet)
                .flatMap(entry -> Stream.concat(
                                entry.admitted().stream()
                                        .map(subnet -> new Found(subnet.prefix(), subnet.network(), "")),
                                entry.quarantined().stream()
                                        .map(subnet -> new Found(subnet.prefix(), subnet.network(), ", quarantined")))
                        .filter(matches(word, address))
                        .map(found -> new SearchHit(
                                "route",
                                found.prefix().toString(),
                                "network " + found.network() + " on " + entry.host() + found.note())));
    }

    private record Found(Prefix prefix, String network, String note) {}

    private static Predicate<Found> matches(String word, Optional<IpAddress> address) {
        return found -> has(found.prefix(), word)
                || has(found.network(), word)
                || address.filter(found.prefix()::contains).isPresent();
    }

    private static Stream<SearchHit> sessions(FleetSnapshot fleet, String word) {
        if (!word.contains("/") && !word.contains(":")) {
            return Stream.empty();
        }
        var sessions = SessionQueries.sessions(fleet);
        var names = SessionNames.among(sessions);
        return sessions.stream()
                .filter(view -> has(view.name(), word) || has(view.ends(), word) || has(view.neighbor(), word))
                .map(view -> new SearchHit("session", names.of(view), "session with " + view.peer()));
    }

    private static Stream<HostEntry> active(FleetSnapshot fleet) {
        return fleet.hosts().values().stream().filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE);
    }

    private static boolean has(Object name, String word) {
        return name.toString().toLowerCase(Locale.ROOT).contains(word);
    }
}
