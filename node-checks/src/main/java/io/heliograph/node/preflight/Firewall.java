package io.heliograph.node.preflight;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules of `ip6tables -S`, as far as they tell whether a packet from outside gets into a bridge.
///
/// It errs on the side of silence: a rule that might let the packets in counts as one that does, since a finding
/// where all is well teaches people to ignore findings.
public record Firewall(List<String> lines) {
    private static final String FORWARD = "FORWARD";
    private static final Set<String> VERDICTS = Set.of("ACCEPT", "DROP", "REJECT", "RETURN", "LOG", "MARK", "QUEUE");

    public Firewall {
        lines = List.copyOf(lines);
    }

    /// What happens to a forwarded packet that no rule judges: `ACCEPT` or `DROP`.
    public String forwardPolicy() {
        return lines.stream()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && words[0].equals("-P") && words[1].equals(FORWARD))
                .map(words -> words[2])
                .findFirst()
                .orElse("ACCEPT");
    }

    /// Whether Docker filters IPv6 here: it does with `"ip6tables": true`, the default from Docker 27.
    public boolean isDockers() {
        return lines.contains("-N DOCKER");
    }

    /// Whether some rule accepts new packets from outside for `subnet` behind `bridge`.
    ///
    /// @param inside every interface that leads to containers: what comes from there does not come from outside
    public boolean admits(Prefix subnet, String bridge, Set<String> inside) {
        return admits(FORWARD, new Destination(subnet, bridge, inside), new HashSet<>());
    }

    private record Destination(Prefix subnet, String bridge, Set<String> inside) {}

    private boolean admits(String chain, Destination to, Set<String> visited) {
        if (!visited.add(chain)) {
            return false;
        }
        for (var line : lines) {
            var words = List.of(line.split(" "));
            if (words.size() < 4 || !words.get(0).equals("-A") || !words.get(1).equals(chain)) {
                continue;
            }
            if (matchesFromOutside(words, to)) {
                var target = valueOf(words, "-j");
                if (target.equals("ACCEPT")
                        || (!target.isEmpty() && !VERDICTS.contains(target) && admits(target, to, visited))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matchesFromOutside(List<String> words, Destination to) {
        var negated = negations(words);
        if (words.contains("--ctstate") && !valueOf(words, "--ctstate").contains("NEW")) {
            return false;
        }
        var out = valueOf(words, "-o");
        if (!out.isEmpty() && out.equals(to.bridge()) == negated.getOrDefault("-o", false)) {
            return false;
        }
        var in = valueOf(words, "-i");
        if (!negated.getOrDefault("-i", false) && to.inside().contains(in)) {
            return false;
        }
        var destination = valueOf(words, "-d");
        return destination.isEmpty() || overlaps(destination, to.subnet()) != negated.getOrDefault("-d", false);
    }

    private static boolean overlaps(String destination, Prefix subnet) {
        try {
            return Prefix.parse(destination).overlaps(subnet);
        } catch (InvalidValue _) {
            return true;
        }
    }

    private static String valueOf(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 == words.size() ? "" : words.get(at + 1);
    }

    private static Map<String, Boolean> negations(List<String> words) {
        var found = new HashMap<String, Boolean>();
        for (var option : Arrays.asList("-i", "-o", "-d")) {
            int at = words.indexOf(option);
            found.put(option, at > 0 && words.get(at - 1).equals("!"));
        }
        return found;
    }
}
