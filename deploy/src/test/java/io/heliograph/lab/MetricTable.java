package io.heliograph.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The table of metrics in the guide, and what a process serves in Prometheus' words.
final class MetricTable {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `((?:heliograph|bird)_[^`]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\|.*$");
    private static final Pattern CHOICE = Pattern.compile("\\{([^}]*)}");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{([^}]*)})? .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /// @param labels without a histogram's own
    record Metric(String type, Set<String> labels) {}

    private record Row(Metric metric, Set<String> processes) {}

    private final Map<String, Row> rows;

    private MetricTable(Map<String, Row> rows) {
        this.rows = rows;
    }

    static MetricTable of(String guide) {
        var rows = new TreeMap<String, Row>();
        ROW.matcher(guide).results().forEach(row -> {
            var labels = new TreeSet<String>();
            QUOTED.matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
            var processes = new TreeSet<>(Arrays.asList(row.group(4).strip().split(", ")));
            for (var name : expand(row.group(1))) {
                rows.put(name, new Row(new Metric(row.group(2), labels), processes));
            }
        });
        return new MetricTable(rows);
    }

    /// `a_{b,c}_d` is `a_b_d` and `a_c_d`.
    private static List<String> expand(String name) {
        var choice = CHOICE.matcher(name);
        if (!choice.find()) {
            return List.of(name);
        }
        return Arrays.stream(choice.group(1).split(","))
                .flatMap(one -> expand(name.substring(0, choice.start()) + one + name.substring(choice.end())).stream())
                .toList();
    }

    /// What a process gives of ours and of BIRD's.
    static Map<String, Metric> served(String exposition) {
        var types = new TreeMap<String, String>();
        var labels = new TreeMap<String, Set<String>>();
        for (var line : exposition.split("\n")) {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches() && isOurs(type.group(1))) {
                types.put(named(type.group(1), type.group(2)), type.group(2));
            } else if (sample.matches() && isOurs(sample.group(1))) {
                var names = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                if (sample.group(2) != null) {
                    LABEL.matcher(sample.group(2)).results().forEach(label -> names.add(label.group(1)));
                    names.remove("le");
                }
            }
        }
        var metrics = new TreeMap<String, Metric>();
        types.forEach((name, type) -> {
            boolean partOfTimer = name.endsWith("_max") && "histogram".equals(types.get(name.replaceAll("_max$", "")));
            if (!partOfTimer) {
                var sampled = type.equals("histogram") ? name + "_count" : name;
                metrics.put(name, new Metric(type, labels.getOrDefault(sampled, Set.of("(no sample)"))));
            }
        });
        return metrics;
    }

    /// OpenMetrics leaves the ending of a counter away.
    private static String named(String name, String type) {
        return type.equals("counter") && !name.endsWith("_total") ? name + "_total" : name;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("heliograph_") || name.startsWith("bird_");
    }

    /// Where the guide and the processes disagree, one line each.
    ///
    /// @param live what each process serves, by `inventory`, `renderer`, `rr01`, `docker01`, …
    List<String> differences(Map<String, Map<String, Metric>> live) {
        var found = new ArrayList<String>();
        live.forEach((process, metrics) -> {
            var kind = kind(process);
            metrics.forEach((name, metric) -> {
                var row = rows.get(name);
                if (row == null || !row.processes().contains(kind)) {
                    found.add("the guide has no " + name + " on " + kind);
                } else if (!row.metric().type().equals(metric.type())) {
                    found.add(name + " is a " + metric.type() + " on " + kind);
                } else if (!metric.labels().equals(Set.of("(no sample)"))
                        && !metric.labels().equals(row.metric().labels())) {
                    found.add(name + " has the labels " + metric.labels() + " on " + kind);
                }
            });
            rows.forEach((name, row) -> {
                if (row.processes().contains(kind) && !metrics.containsKey(name)) {
                    found.add(process + " does not serve " + name);
                }
            });
        });
        return found;
    }

    private static String kind(String process) {
        return switch (process) {
            case Monitoring.INVENTORY, Monitoring.RENDERER -> process;
            default -> process.startsWith("rr") ? "reflector" : "host";
        };
    }
}
