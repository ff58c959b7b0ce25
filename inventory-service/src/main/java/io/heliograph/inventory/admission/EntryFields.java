package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.Upstream;
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
                                "routerId", text(reflector.routerId()),
                                "bgp.clusterId", text(reflector.options().clusterId()),
                                "bgp.source", text(reflector.options().source()),
                                "bgp.upstreams", text(reflector.options().upstreams()),
                                "bgp.kernelExport", text(reflector.options().kernelExport()));
                    case HostEntry host ->
                        Map.of(
                                "address", text(host.address()),
                                "routerId", text(host.routerId()),
                                "pools", host.pools().map(List::toString).orElse(""),
                                "standing", host.standing().toString());
                });
    }

    private static Map<String, String> fields(ClusterEntry cluster) {
        var fields = new TreeMap<>(fields(cluster.bgp()));
        fields.put("asn", cluster.asn().toString());
        fields.put("aggregates", cluster.aggregates().toString());
        fields.put(
                "subnetLength",
                cluster.subnetLength().shortest() + "–" + cluster.subnetLength().longest());
        fields.put(
                "ipv4SubnetLength",
                text(cluster.ipv4SubnetLength().map(bounds -> bounds.shortest() + "–" + bounds.longest())));
        fields.put("allowSpecialRanges", cluster.allowSpecialRanges().toString());
        fields.put("join", cluster.join().toString());
        fields.put("subnetsPerHost", Integer.toString(cluster.subnetsPerHost()));
        fields.put("poolLength", text(cluster.poolLength()));
        fields.put("membership", membership(cluster.membership().orElse(Membership.DEFAULT)));
        fields.put(
                "upstreams",
                cluster.upstreams().stream().map(EntryFields::text).toList().toString());
        return fields;
    }

    private static Map<String, String> fields(BgpOptions bgp) {
        return Map.ofEntries(
                Map.entry("bgp.reach", bgp.reach().toString()),
                Map.entry("bgp.holdTime", bgp.holdTime().toString()),
                Map.entry("bgp.ttlSecurity", text(bgp.ttlSecurity())),
                Map.entry("bgp.bfd", text(bgp.bfd())),
                Map.entry("bgp.importLimitAction", text(bgp.importLimitAction())),
                Map.entry(
                        "bgp.receiveLimit", text(bgp.receiveLimit().map(most -> most.routes() + " " + most.action()))),
                Map.entry("bgp.gracefulRestartTime", text(bgp.gracefulRestartTime())),
                Map.entry("bgp.longLivedStaleTime", text(bgp.longLivedStaleTime())),
                Map.entry("bgp.addPaths", text(bgp.addPaths())),
                Map.entry("bgp.hostAsn", text(bgp.hostAsn())),
                Map.entry("bgp.meshed", text(bgp.meshed())),
                Map.entry("bgp.password", text(bgp.password())),
                Map.entry("bgp.communities", text(bgp.communities())),
                Map.entry("bgp.networkCommunities", text(bgp.networkCommunities())),
                Map.entry("bgp.defaultRoute", text(bgp.defaultRoute())),
                Map.entry("bgp.ipv4", text(bgp.ipv4())),
                Map.entry("bgp.aoKey", text(bgp.aoKey())),
                Map.entry("bgp.parent", text(bgp.parent().map(EntryFields::text))));
    }

    private static String text(ParentLink link) {
        var words = new ArrayList<String>();
        words.add(link.cluster().value());
        link.reach().ifPresent(reach -> words.add("reach=" + reach));
        link.password().ifPresent(name -> words.add("password=" + name));
        link.routes().ifPresent(_ -> words.add("routes"));
        link.aoKey().ifPresent(id -> words.add("aoKey=" + id));
        link.bfd().ifPresent(_ -> words.add("bfd"));
        return String.join(" ", words);
    }

    /// With those options only that are set.
    private static String text(Upstream upstream) {
        var words = new ArrayList<String>();
        words.add(upstream.upstream() + " " + upstream.address() + " AS" + upstream.asn());
        upstream.reach().ifPresent(reach -> words.add("reach=" + reach));
        upstream.holdTime().ifPresent(time -> words.add("holdTime=" + time));
        upstream.password().ifPresent(name -> words.add("password=" + name));
        upstream.ttlSecurity().ifPresent(_ -> words.add("ttlSecurity"));
        upstream.bfd().ifPresent(_ -> words.add("bfd"));
        upstream.prepend().ifPresent(times -> words.add("prepend=" + times));
        upstream.communities().ifPresent(list -> words.add("communities=" + list));
        upstream.defaultRoute().ifPresent(_ -> words.add("defaultRoute"));
        upstream.nextHop().ifPresent(hop -> words.add("nextHop=" + hop));
        upstream.ipv4().ifPresent(way -> words.add("ipv4=" + way));
        upstream.aoKey().ifPresent(id -> words.add("aoKey=" + id));
        return String.join(" ", words);
    }

    private static String membership(Membership membership) {
        return "newcomers " + text(membership.newcomers()) + ", join keys "
                + membership.joinKeys().orElse(List.of()) + ", drain wait "
                + membership.drainWait().orElse(Membership.DRAIN_WAIT) + ", lease " + text(membership.lease());
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("(none)");
    }
}
