package io.heliograph.renderer.config;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.Hierarchies;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.renderer.kafka.Entries;
import io.heliograph.renderer.view.ClusterView;
import io.heliograph.renderer.view.NodeView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A core with an upstream that gives the default route, and two racks below it: the first asks for the core's routes
/// and the default route, has IPv4 beside IPv6 as the core has, and is watched by BFD; the second asks for nothing.
final class HierarchyFleet {
    private HierarchyFleet() {}

    static Map<NodeId, RenderedConfig> texts() {
        return rendered(entries());
    }

    /// Each node's configuration, with the clusters told of each other as the inventory does.
    static Map<NodeId, RenderedConfig> rendered(List<FleetEntry> entries) {
        var fleet = new Fleet();
        entries.forEach(fleet::apply);
        Hierarchies.changed(fleet, new Change(Instant.EPOCH, "test", "test")).forEach(fleet::apply);
        var views = new HashMap<ClusterId, ClusterView>();
        fleet.entries()
                .forEach(entry -> views.computeIfAbsent(entry.cluster(), _ -> new ClusterView())
                        .apply(entry));
        var texts = new TreeMap<NodeId, RenderedConfig>();
        views.values()
                .forEach(view -> view.nodes()
                        .forEach(node ->
                                NodeView.of(view, node).ifPresent(seen -> texts.put(node, BirdConfig.render(seen)))));
        return texts;
    }

    private static List<FleetEntry> entries() {
        return List.of(
                cluster("core", "\"fd00::/32\", \"10.0.0.0/16\"", ",\"ipv4\":\"EXTENDED_NEXT_HOP\"", """
                        {"upstream":"router1","address":"fd00:f::1","asn":65000,"defaultRoute":true,
                         "ipv4":"EXTENDED_NEXT_HOP"}"""),
                cluster("rack1", "\"fd00:1::/32\", \"10.1.0.0/16\"", """
                        ,"defaultRoute":true,"ipv4":"EXTENDED_NEXT_HOP",
                        "parent":{"cluster":"core","routes":true,"bfd":true}""", ""),
                cluster("rack2", "\"fd00:2::/32\"", ",\"parent\":{\"cluster\":\"core\"}", ""),
                Entries.reflector("rr01", "core", "fd00:f::11"),
                Entries.reflector("rr11", "rack1", "fd00:f::21"),
                Entries.reflector("rr21", "rack2", "fd00:f::31"),
                Entries.host("docker11", "rack1", "fd00:f::111", "fd00:1:1::/64", "10.1.1.0/24"),
                Entries.host("docker21", "rack2", "fd00:f::121", "fd00:2:1::/64"));
    }

    static FleetEntry cluster(String name, String aggregates, String bgp, String upstream) {
        try {
            return FleetJson.mapper().readValue("""
                    {"kind":"cluster","cluster":"%s","asn":65001,"aggregates":[%s],
                     "subnetLength":{"shortest":48,"longest":64},"allowSpecialRanges":["UNIQUE_LOCAL"],"join":"OPEN",
                     "subnetsPerHost":256,"bgp":{"reach":"DIRECT","holdTime":"PT9S"%s},"upstreams":[%s],
                     "lifecycle":"ACTIVE","change":{"at":"1970-01-01T00:00:00Z","by":"test","why":"test"}}""".formatted(name, aggregates, bgp, upstream), FleetEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
