package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Containers answer Router1 throughout, unless the fault at hand takes their route.
final class PingRule {
    private PingRule() {}

    /// No answer came from the subnet's container for so long.
    record Gap(LabNode host, String prefix, Span span) {}

    /// Every time between two answers, longest last.
    static List<Gap> gaps(History history) {
        var hosts = new HashMap<String, LabNode>();
        var last = new HashMap<String, Instant>();
        var gaps = new ArrayList<Gap>();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.NetworkWanted it) {
                hosts.put(it.prefix(), it.host());
            } else if (seen instanceof Observation.PingsBegan it) {
                last.put(it.prefix(), it.at());
            } else if (seen instanceof Observation.Pinged it) {
                var before = last.get(it.prefix());
                if (before != null) {
                    gaps.add(gap(hosts, it.prefix(), before, it.at()));
                    last.put(it.prefix(), it.at());
                }
            } else if (seen instanceof Observation.PingsEnded it) {
                var before = last.remove(it.prefix());
                if (before != null) {
                    gaps.add(gap(hosts, it.prefix(), before, it.at()));
                }
            }
        }
        last.forEach((prefix, before) -> gaps.add(gap(hosts, prefix, before, history.until())));
        return gaps.stream()
                .sorted(Comparator.comparing(gap -> gap.span().length()))
                .toList();
    }

    private static Gap gap(Map<String, LabNode> hosts, String prefix, Instant from, Instant to) {
        return new Gap(hosts.getOrDefault(prefix, LabNode.ROUTER1), prefix, new Span(from, to));
    }

    static List<Violation> check(History history) {
        var windows = history.windows();
        return gaps(history).stream()
                .filter(gap -> gap.span().length().compareTo(Tolerance.PING_GAP) > 0)
                .filter(gap -> windows.stream().noneMatch(window -> excuses(window, gap)))
                .map(gap -> new Violation(
                        gap.span().from(),
                        "ping-lost",
                        "the container in " + gap.prefix() + " on " + gap.host() + " does not answer for "
                                + gap.span().length().toMillis() + " ms" + RouteRule.during(windows, gap.span())))
                .toList();
    }

    /// The last answer before a fault came up to a gap earlier, the first after it as much later.
    private static boolean excuses(History.Window window, Gap gap) {
        var tolerance = Tolerance.of(window.step().strike(), gap.host());
        return tolerance.mayGo()
                && new Span(
                                window.began().minus(Tolerance.PING_GAP),
                                window.mended().plus(tolerance.afterMend()).plus(Tolerance.PING_GAP))
                        .holds(gap.span());
    }
}
