package io.heliograph.lab.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a demonstration showed.
public record DemoReport(
        @JsonProperty("schema") String schema, List<Subnet> subnets, List<Session> sessions, Optional<String> trouble) {
    public static final String SCHEMA = "heliograph.demo.v1";

    /// A container's subnet.
    ///
    /// @param reflectors where it is verified
    /// @param routeMillis from the return of `docker network create` to the route in Router1's kernel; negative
    ///     when the route was there first; empty when it never came
    /// @param pingMillis the round trip from Router1 to the container; empty when none came back
    /// @param stages each stage's time after the first, in milliseconds
    public record Subnet(
            String prefix,
            String host,
            List<String> reflectors,
            Optional<Double> routeMillis,
            Optional<Double> pingMillis,
            Map<String, Double> stages) {
        public Subnet {
            reflectors = List.copyOf(reflectors);
            stages = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(stages));
        }

        boolean isReachable() {
            return routeMillis.isPresent() && pingMillis.isPresent();
        }
    }

    /// A session of a reflector.
    public record Session(String reflector, String peer, String neighbor, String state, long imported, long exported) {}

    public DemoReport {
        subnets = List.copyOf(subnets);
        sessions = List.copyOf(sessions);
    }

    /// Whether every route and every ping is there.
    @JsonProperty("ok")
    public boolean isGood() {
        return trouble.isEmpty() && !subnets.isEmpty() && subnets.stream().allMatch(Subnet::isReachable);
    }

    public String table() {
        var routes = Table.of(
                Table.row("SUBNET", "HOST", "REFLECTORS", "CREATE → ROUTER1", "PING FROM ROUTER1"),
                subnets.stream().map(DemoReport::row).toList());
        var table = Table.of(
                Table.row("REFLECTOR", "PEER", "ADDRESS", "STATE", "RECEIVED", "ADVERTISED"),
                sessions.stream()
                        .map(s -> Table.row(s.reflector, s.peer, s.neighbor, s.state, s.imported, s.exported))
                        .toList());
        return routes + "\n" + table;
    }

    private static List<String> row(Subnet subnet) {
        return Table.row(
                subnet.prefix,
                subnet.host,
                subnet.reflectors.isEmpty() ? "–" : subnet.reflectors.stream().collect(Collectors.joining(", ")),
                subnet.routeMillis.map(DemoReport::routeTime).orElse("NO ROUTE"),
                subnet.pingMillis
                        .map(ms -> String.format(Locale.ROOT, "%.2f ms", ms))
                        .orElse("NO ANSWER"));
    }

    private static String routeTime(double millis) {
        return millis < 0
                ? String.format(Locale.ROOT, "%.1f ms before it returned", -millis)
                : String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
