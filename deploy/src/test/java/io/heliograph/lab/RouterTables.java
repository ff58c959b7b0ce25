package io.heliograph.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.NodeTools;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Router1's routes: those that its kernel forwards by, and all that its BGP knows, a line each.
record RouterTables(SortedSet<String> kernel, SortedSet<String> bgp) {
    private static final Pattern VIA = Pattern.compile("via \\S+ dev \\S+");

    static RouterTables of(Lab lab) {
        return new RouterTables(kernel(lab), bgp(lab));
    }

    private static String on(Lab lab, String... command) {
        return Command.run(
                        NodeTools.command(lab.settings(), LabNode.ROUTER1, List.of(command)),
                        Map.copyOf(NodeTools.environment(lab.settings(), LabNode.ROUTER1)),
                        "")
                .output();
    }

    private static SortedSet<String> kernel(Lab lab) {
        var lines = new TreeSet<String>();
        // A route's number for its next hops is the kernel's own affair.
        on(lab, "ip", "-6", "route", "show")
                .lines()
                .map(line -> line.replaceAll("nhid \\d+ ", "").strip())
                .forEach(lines::add);
        return lines;
    }

    private static SortedSet<String> bgp(Lab lab) {
        var lines = new TreeSet<String>();
        try {
            var shown = on(
                    lab, lab.settings().bin(LabNode.ROUTER1).resolve("vtysh") + "", "-c", "show bgp ipv6 unicast json");
            FleetJson.mapper().readTree(shown).get("routes").properties().forEach(entry -> {
                for (var path : entry.getValue()) {
                    lines.add(entry.getKey() + " from " + path.get("peerId").asText() + " path "
                            + path.get("path").asText() + " via " + nextHops(path));
                }
            });
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static SortedSet<String> nextHops(JsonNode path) {
        var hops = new TreeSet<String>();
        path.get("nexthops").forEach(hop -> hops.add(hop.get("ip").asText()));
        return hops;
    }

    /// Whether a line that speaks of the prefix has it lead where it does here.
    boolean leads(String prefix, String line) {
        return kernel.stream()
                .filter(route -> route.startsWith(prefix + " "))
                .map(route ->
                        VIA.matcher(route).results().map(MatchResult::group).toList())
                .anyMatch(VIA.matcher(line).results().map(MatchResult::group).toList()::equals);
    }

    /// Both tables without the routes of a prefix.
    RouterTables without(String prefix) {
        return new RouterTables(without(kernel, prefix), without(bgp, prefix));
    }

    private static SortedSet<String> without(SortedSet<String> lines, String prefix) {
        var others = new TreeSet<>(lines);
        others.removeIf(line -> line.startsWith(prefix + " "));
        return others;
    }
}
