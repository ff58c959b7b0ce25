package io.heliograph.lab.chaos;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.heliograph.lab.measure.Table;
import java.util.List;
import java.util.stream.Collectors;

/// How a run of chaos came out.
///
/// @param seed gives the same faults in the same order again
public record ChaosReport(
        @JsonProperty("schema") String schema,
        long seed,
        List<Effect> faults,
        List<Violation> violations,
        String engine,
        String bird) {
    public static final String SCHEMA = "heliograph.chaos.v1";

    public ChaosReport {
        faults = List.copyOf(faults);
        violations = List.copyOf(violations);
    }

    @JsonProperty("ok")
    public boolean isGood() {
        return violations.isEmpty() && !faults.isEmpty();
    }

    public String table() {
        var table = Table.of(
                Table.row(
                        "#",
                        "FAULT",
                        "HELD",
                        "GONE",
                        "LONGEST",
                        "ALLOWED",
                        "NO PING",
                        "SESSIONS",
                        "NEWS",
                        "REST AFTER"),
                faults.stream().map(ChaosReport::row).toList());
        var verdict = violations.isEmpty()
                ? "no violation in " + faults.size() + " faults; seed " + seed + "\n"
                : violations.stream()
                        .map(violation -> violation.at() + "  " + violation.rule() + "  " + violation.says() + "\n")
                        .collect(Collectors.joining("", "\n", violations.size() + " violations; seed " + seed + "\n"));
        return table + verdict;
    }

    private static List<String> row(Effect effect) {
        return Table.row(
                effect.step(),
                effect.fault(),
                ms(effect.heldMillis()),
                effect.routesGone(),
                ms(effect.absentMillis()),
                effect.allowed(),
                ms(effect.silentMillis()),
                effect.sessionsDown(),
                effect.newsMillis().map(ChaosReport::ms).orElse("–"),
                effect.restMillis().map(ChaosReport::ms).orElse("NONE"));
    }

    private static String ms(long millis) {
        return millis + " ms";
    }
}
