package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.ReflectorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The declared fields of an entry as text, so that a person sees which of them a change touches.
final class EntryFields {
    private EntryFields() {}

    static String kind(FleetEntry entry) {
        return switch (entry) {
            case ClusterEntry _ -> "cluster";
            case ReflectorEntry _ -> "reflector";
            case HostEntry _ -> "host";
        };
    }

    static String id(FleetEntry entry) {
        return switch (entry) {
            case ClusterEntry cluster -> cluster.cluster().value();
            case ReflectorEntry reflector -> reflector.reflector().value();
            case HostEntry host -> host.host().value();
        };
    }

    /// Each field that differs as `name: before → after`; none where there was nothing before.
    static List<String> differences(Optional<FleetEntry> before, FleetEntry after) {
        if (before.isEmpty()) {
            return List.of();
        }
        var old = fields(before.get());
        var differences = new ArrayList<String>();
        fields(after).forEach((name, value) -> {
            var former = old.getOrDefault(name, "");
            if (!former.equals(value)) {
                differences.add(name + ": " + former + " → " + value);
            }
        });
        return differences;
    }

    private static SortedMap<String, String> fields(FleetEntry entry) {
        return new TreeMap<>(
                switch (entry) {
                    case ClusterEntry cluster -> fields(cluster);
                    case ReflectorEntry reflector ->
                        Map.of(
                                "address", reflector.address().toString(),
                                "routerId", text(reflector.routerId()));
                    case HostEntry host ->
                        Map.of(
                                "address", text(host.address()),
                                "routerId", text(host.routerId()),
                                "standing", host.standing().toString());
                });
    }

    private static Map<String, String> fields(ClusterEntry cluster) {
        return Map.of(
                "asn", cluster.asn().toString(),
                "aggregates", cluster.aggregates().toString(),
                "subnetLength",
                        cluster.subnetLength().shortest() + "–"
                                + cluster.subnetLength().longest(),
                "allowSpecialRanges", cluster.allowSpecialRanges().toString(),
                "join", cluster.join().toString(),
                "subnetsPerHost", Integer.toString(cluster.subnetsPerHost()),
                "bgp.reach", cluster.bgp().reach().toString(),
                "bgp.holdTime", cluster.bgp().holdTime().toString(),
                "upstreams",
                        cluster.upstreams().stream()
                                .map(upstream ->
                                        upstream.upstream() + " " + upstream.address() + " AS" + upstream.asn())
                                .toList()
                                .toString());
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("(none)");
    }
}
