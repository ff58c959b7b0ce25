package io.heliograph.renderer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.renderer.kafka.Entries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One option as a fleet file names it, set where it was not: what a fleet of two reflectors, a host and an upstream
/// is before and after; with a parent, or a password, where the option needs one.
///
/// @param option `bgp.` of a cluster, `upstreams.` of an upstream, `reflectors.` and `hosts.` of a node
/// @param value JSON
record OptionCase(String option, String value) {
    static final NodeId RR01 = NodeId.parse("reflector/rr01");
    static final NodeId RR02 = NodeId.parse("reflector/rr02");
    static final NodeId CORE = NodeId.parse("reflector/rr91");
    static final NodeId HOST = NodeId.parse("host/docker01");
    static final String SUBNET = "fd00:c0de:1::/64";

    private static final String CASES = """
            bgp.reach                | "MULTIHOP"
            bgp.holdTime             | "PT30S"
            bgp.ttlSecurity          | true
            bgp.bfd                  | true
            bgp.importLimitAction    | "RESTART"
            bgp.receiveLimit         | {"routes":1000,"action":"DISABLE"}
            bgp.gracefulRestartTime  | "PT5M"
            bgp.longLivedStaleTime   | "PT6H"
            bgp.addPaths             | "TX"
            bgp.hostAsn              | 65010
            bgp.meshed               | true
            bgp.password             | "hosts"
            bgp.communities          | ["65001:1","65001:1:2"]
            bgp.networkCommunities   | ["65001:2"]
            bgp.defaultRoute         | true
            bgp.parent.cluster       | "core"
            bgp.parent.reach         | "MULTIHOP"
            bgp.parent.password      | "core"
            bgp.parent.routes        | true
            bgp.ipv4                 | "EXTENDED_NEXT_HOP"
            bgp.parent.aoKey         | 9
            bgp.parent.bfd           | true
            bgp.aoKey                | 7
            upstreams.address        | "fd00:f::9"
            upstreams.asn            | 65009
            upstreams.reach          | "MULTIHOP"
            upstreams.holdTime       | "PT30S"
            upstreams.password       | "uplink"
            upstreams.ttlSecurity    | true
            upstreams.bfd            | true
            upstreams.prepend        | 2
            upstreams.communities    | ["65001:100","65001:1:2"]
            upstreams.defaultRoute   | true
            upstreams.nextHop        | "SELF"
            upstreams.ipv4           | "EXTENDED_NEXT_HOP"
            upstreams.aoKey          | 8
            reflectors.address       | "fd00:f::19"
            reflectors.routerId      | "192.0.2.19"
            reflectors.bgp.clusterId | "192.0.2.99"
            reflectors.bgp.source    | "fd00:f::111"
            reflectors.bgp.upstreams | ["router2"]
            reflectors.bgp.kernelExport | true
            hosts.address            | "fd00:f::109"
            hosts.routerId           | "192.0.2.109"
            """;

    static List<OptionCase> all() {
        return Arrays.stream(CASES.split("\n"))
                .map(line -> line.split("\\|", 2))
                .map(words -> new OptionCase(words[0].strip(), words[1].strip()))
                .toList();
    }

    Map<NodeId, RenderedConfig> before() {
        return rendered(fleet(false));
    }

    Map<NodeId, RenderedConfig> after() {
        return rendered(fleet(true));
    }

    /// A fleet in which nearly all is set that one fleet can have.
    static Map<NodeId, RenderedConfig> withMany() {
        var cluster = tree(Entries.cluster("lab", Reach.DIRECT, Entries.upstream("router1", "fd00:f::1", 65000)));
        cluster.withObject("/bgp").setAll((ObjectNode) json("""
                {"bfd":true,"ttlSecurity":true,"password":"hosts","addPaths":"TX","meshed":true,"defaultRoute":true,
                 "communities":["65001:1"],"networkCommunities":["65001:2"],"gracefulRestartTime":"PT5M",
                 "longLivedStaleTime":"PT6H","receiveLimit":{"routes":1000,"action":"DISABLE"}}"""));
        ((ArrayNode) cluster.at("/upstreams"))
                .add(json("{\"upstream\":\"router2\",\"address\":\"fd00:f::2\",\"asn\":65000}"));
        ((ObjectNode) cluster.at("/upstreams/0")).setAll((ObjectNode) json("""
                {"bfd":true,"ttlSecurity":true,"password":"uplink","prepend":1,"communities":["65001:100","65001:1:2"],
                 "defaultRoute":true,"holdTime":"PT30S"}"""));
        var rr01 = tree(Entries.reflector("rr01", "lab", "fd00:f::11"));
        rr01.set("bgp", json("{\"kernelExport\":true,\"upstreams\":[\"router1\"],\"clusterId\":\"192.0.2.99\"}"));
        var host = tree(Entries.host("docker01", "lab", "fd00:f::101", SUBNET));
        ((ObjectNode) host.at("/admitted/0")).set("communities", json("[\"65001:2\"]"));
        var rr02 = tree(Entries.reflector("rr02", "lab", "fd00:f::12"));
        rr02.set("bgp", json("{\"upstreams\":[\"router3\"]}"));
        return rendered(List.of(entry(cluster), entry(rr01), entry(rr02), entry(host)));
    }

    private List<FleetEntry> fleet(boolean set) {
        var cluster = tree(Entries.cluster("lab", Reach.DIRECT, Entries.upstream("router1", "fd00:f::1", 65000)));
        var reflector = tree(Entries.reflector("rr01", "lab", "fd00:f::11"));
        var host = tree(Entries.host("docker01", "lab", "fd00:f::101", SUBNET));
        if (option.equals("upstreams.ipv4")) {
            // An upstream has IPv4 only where its cluster has.
            cluster.withObject("/bgp").put("ipv4", "EXTENDED_NEXT_HOP");
        }
        if (set || isChanged()) {
            var path = option.split("\\.");
            var place = switch (path[0]) {
                case "bgp" -> cluster.withObject(isOfParent() ? "/bgp/parent" : "/bgp");
                case "upstreams" -> (ObjectNode) cluster.at("/upstreams/0");
                case "reflectors" -> path.length > 2 ? reflector.withObject("/bgp") : reflector;
                case "hosts" -> host;
                default -> throw new IllegalArgumentException(option);
            };
            if (isOfParent()) {
                place.put("cluster", "core");
            }
            if (isTcpAo()) {
                place.put("password", "uplink");
            }
            if (set) {
                place.set(path[path.length - 1], json(value));
            }
        }
        var entries = new ArrayList<>(
                List.of(entry(cluster), entry(reflector), Entries.reflector("rr02", "lab", "fd00:f::12"), entry(host)));
        if (isOfParent()) {
            entries.add(HierarchyFleet.cluster("core", "\"fd00:cafe::/32\"", "", ""));
            entries.add(Entries.reflector("rr91", "core", "fd00:f::91"));
        }
        return entries;
    }

    /// Which BIRD has from 2.17 on, and not every kernel.
    boolean isTcpAo() {
        return option.endsWith(".aoKey");
    }

    /// Whether something else has to be there before it is set.
    private boolean isChanged() {
        return isTcpAo() || (isOfParent() && !option.endsWith(".cluster"));
    }

    private boolean isOfParent() {
        return option.startsWith("bgp.parent.");
    }

    private static ObjectNode tree(FleetEntry entry) {
        return FleetJson.mapper().valueToTree(entry);
    }

    private static JsonNode json(String text) {
        try {
            return FleetJson.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FleetEntry entry(ObjectNode tree) {
        return FleetJson.mapper().convertValue(tree, FleetEntry.class);
    }

    private static Map<NodeId, RenderedConfig> rendered(List<FleetEntry> entries) {
        return HierarchyFleet.rendered(entries);
    }

    @Override
    public String toString() {
        return option;
    }
}
