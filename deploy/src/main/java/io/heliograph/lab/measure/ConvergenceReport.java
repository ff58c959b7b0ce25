package io.heliograph.lab.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From `docker network create` returning to the route in Router1: ours, and what stock BIRD does on the same hosts in
/// the same run.
///
/// Measured twice. The update's arrival is where our part ends; the kernel has the route when Router1 has let it
/// through its own queues, which cost FRR 8.4 60 ms for whosever route. The goal is judged by the arrival.
///
/// @param heliograph empty networks, as soon as they are created
/// @param withdrawal from `docker network rm` returning to the route gone from the kernel, ours
/// @param reference stock BIRD with `protocol direct`, with a container started at once on each network
/// @param missing prefixes that never came
public record ConvergenceReport(
        @JsonProperty("schema") String schema,
        Figures heliograph,
        Optional<Spread> withdrawal,
        Figures reference,
        List<String> missing,
        String engine,
        String bird) {
    public static final String SCHEMA = "heliograph.bench.convergence.v2";

    /// DESIGN's goals, in milliseconds.
    private static final double GOAL_P50 = 30;

    private static final double GOAL_P99 = 150;
    private static final double GOAL_RATIO = 40;

    /// Until Router1 had the update, and until its kernel had the route.
    public record Figures(Optional<Spread> update, Optional<Spread> kernel) {}

    public ConvergenceReport {
        missing = List.copyOf(missing);
    }

    /// How many times sooner than the reference's the update is there, by the medians; a median of less than a
    /// millisecond counts as one, since the clock starts when another process has ended.
    @JsonProperty("ratio")
    public Optional<Double> ratio() {
        return heliograph
                .update()
                .flatMap(ours -> reference
                        .update()
                        .map(theirs -> Math.round(theirs.p50() / Math.max(ours.p50(), 1) * 10) / 10.0));
    }

    /// Whether the figures are what we set out for.
    @JsonProperty("goal")
    public boolean meetsGoal() {
        return missing.isEmpty()
                && heliograph
                        .update()
                        .filter(ours -> ours.p50() <= GOAL_P50 && ours.p99() <= GOAL_P99)
                        .isPresent()
                && ratio().filter(ratio -> ratio >= GOAL_RATIO).isPresent();
    }

    public String table() {
        var text = Table.of(
                Table.row("docker network create returns → …", "networks", "p50", "p95", "p99", "max"),
                List.of(
                        row("heliograph → update at Router1", heliograph.update()),
                        row("heliograph → Router1's kernel", heliograph.kernel()),
                        row("stock BIRD, container started at once → update", reference.update()),
                        row("stock BIRD, container started at once → kernel", reference.kernel()),
                        row("(heliograph: network rm returns → out of the kernel)", withdrawal)));
        var verdict = "goal, at the update: p50 ≤ %.0f ms, p99 ≤ %.0f ms, ≥ %.0f × faster: %s (%s × faster)%n"
                .formatted(
                        GOAL_P50,
                        GOAL_P99,
                        GOAL_RATIO,
                        meetsGoal() ? "met" : "missed",
                        ratio().map(String::valueOf).orElse("?"));
        var lost = missing.isEmpty() ? "" : "routes that never came: " + String.join(", ", missing) + "\n";
        return text + lost + verdict;
    }

    private static List<String> row(String name, Optional<Spread> spread) {
        return spread.map(s -> Table.row(name, s.count(), ms(s.p50()), ms(s.p95()), ms(s.p99()), ms(s.max())))
                .orElse(Table.row(name, 0, "–", "–", "–", "–"));
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
