package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The alerts in Prometheus' own tool: each has a case in which it fires and one, much like it, in which it does not.
class AlertRulesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve("deploy/monitoring");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern CODES = Pattern.compile("code=~?\"([A-Z0-9_|]+)\"");
    private static final Pattern REASON = Pattern.compile("(?m)^ +reason: (\\w+)$");

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    @Test
    void prometheusTakesTheRulesAndTheExample() {
        promtool("check", "rules", "heliograph.rules.yml");
        promtool("check", "config", "prometheus.yml");
    }

    @Test
    void eachAlertFiresAndStaysQuietAsItsCasesSay() throws IOException {
        promtool("test", "rules", "heliograph.rules.test.yml");
        var cases = text("heliograph.rules.test.yml");
        var alerts = ALERT.matcher(text("heliograph.rules.yml"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(alerts)
                .hasSizeGreaterThan(20)
                .allSatisfy(alert -> assertThat(cases)
                        .contains("- name: " + alert + " fires\n", "- name: " + alert + " stays quiet\n"));
    }

    @Test
    void theGuideSaysWhatToDoAboutEachAndEachReasonIsInTheCatalogue() throws IOException {
        var guide = Files.readString(ROOT.resolve("docs/guide/monitoring.md"));
        var rules = text("heliograph.rules.yml");
        assertThat(ALERT.matcher(rules).results().map(found -> found.group(1)))
                .allSatisfy(alert -> assertThat(guide)
                        .contains("| <a id=\"" + alert.toLowerCase(Locale.ROOT) + "\"></a>`" + alert + "` |"));
        assertThat(REASON.matcher(rules).results().map(found -> found.group(1)).toList())
                .isNotEmpty()
                .isSubsetOf(
                        Arrays.stream(ReasonCode.values()).map(ReasonCode::name).toList());
    }

    @Test
    void eachCodeInAnExpressionIsInTheCatalogue() throws IOException {
        var codes = CODES.matcher(text("heliograph.rules.yml"))
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("\\|")))
                .toList();
        assertThat(codes)
                .hasSizeGreaterThan(5)
                .isSubsetOf(
                        Arrays.stream(ReasonCode.values()).map(ReasonCode::name).toList());
    }

    private static void promtool(String... words) {
        var command = new ArrayList<>(List.of("env", "-C", FOLDER.toString(), "promtool"));
        command.addAll(List.of(words));
        var outcome = Command.attempt(command, Map.of(), "");
        assertThat(outcome.exit()).as(outcome.output() + outcome.error()).isZero();
    }
}
