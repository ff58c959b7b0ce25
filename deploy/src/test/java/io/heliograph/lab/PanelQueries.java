package io.heliograph.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The queries of Grafana's dashboards, and the metrics that alerts name.
final class PanelQueries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: '(.*)'$");
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:heliograph|bird)_[a-z0-9_]+|up)\\b(?=\\s*[\\[{)=><]|\\s|$)");
    private static final Pattern IN_LABELS = Pattern.compile("\\{[^}]*}");

    private PanelQueries() {}

    /// By dashboard, panel and place; with Grafana's variables filled in as it does for *All*.
    static Map<String, String> in(Path folder) throws IOException {
        var queries = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            files.sorted().forEach(file -> {
                for (var panel : tree(file).path("panels")) {
                    for (var target : panel.path("targets")) {
                        queries.put(
                                file.getFileName() + " / " + panel.path("title").asText() + " / "
                                        + target.path("refId").asText(),
                                target.path("expr")
                                        .asText()
                                        .replace("$instance", ".*")
                                        .replace("$__rate_interval", "1m"));
                    }
                }
            });
        }
        return queries;
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> ofBirdExporter() throws IOException {
        try (var stream = PanelQueries.class.getResourceAsStream("/monitoring/bird_exporter-bgp-dashboard.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /// The alerts' expressions as they stand in the rules.
    static List<String> alerts(String rules) {
        return EXPRESSION.matcher(rules).results().map(found -> found.group(1)).toList();
    }

    static Set<String> metricsOfAlerts(String rules) {
        var metrics = new TreeSet<String>();
        EXPRESSION
                .matcher(rules)
                .results()
                .forEach(expression -> METRIC.matcher(
                                IN_LABELS.matcher(expression.group(1)).replaceAll(" "))
                        .results()
                        .forEach(metric -> metrics.add(metric.group(1))));
        return metrics;
    }
}
