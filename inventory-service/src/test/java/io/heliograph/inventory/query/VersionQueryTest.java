package io.heliograph.inventory.query;

import static io.heliograph.inventory.admission.Given.LAB;
import static io.heliograph.inventory.admission.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionQueryTest {
    private static final ReflectorId RR01 = new ReflectorId("rr01");

    private final FleetLedger ledger = new FleetLedger();
    private final FleetViews views = new FleetViews();

    @BeforeEach
    void a_reflector_and_a_host() {
        ledger.recall(Given.cluster());
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
        ledger.report(Given.report("docker07", 1, "2001:db8:c001::/64"), NOW);
    }

    @Test
    void who_has_said_nothing_has_a_line_without_a_version() {
        assertThat(versions())
                .extracting(VersionQueryTest::line)
                .containsExactly(
                        "inventory - 0.2.0 bird - docker - kernel -",
                        "config-renderer - - bird - docker - kernel -",
                        "rr-agent reflector/rr01 - bird - docker - kernel -",
                        "host-agent host/docker07 0.1.0 bird 2.0.12 docker 28.5.2 kernel 6.1");
    }

    @Test
    void the_renderer_is_told_by_the_configuration_that_was_written_last() {
        views.apply(config("host/docker07", "config-renderer/0.3.0"), NOW.plusSeconds(2));
        views.apply(config("reflector/rr01", "config-renderer/0.2.0"), NOW.plusSeconds(1));

        assertThat(versions().get(1).version()).contains("0.3.0");
    }

    @Test
    void a_reflector_says_its_own() {
        views.apply(new ReflectorReport(
                RR01,
                LAB,
                Given.version(1, 1),
                NOW,
                "change",
                new ReflectorFacts("0.1.1", "6.12", true, Optional.of("3.3.2"), Duration.ofSeconds(30)),
                List.of()));

        assertThat(versions())
                .extracting(VersionQueryTest::line)
                .contains("rr-agent reflector/rr01 0.1.1 bird 3.3.2 docker - kernel 6.12");
    }

    private static NodeConfig config(String node, String renderer) {
        return new NodeConfig(
                NodeId.parse(node),
                LAB,
                Revision.of("text"),
                Optional.empty(),
                "text",
                renderer,
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "lab/host/docker07",
                List.of());
    }

    private List<VersionView> versions() {
        Instant now = NOW.plusSeconds(60);
        return VersionQuery.versions(views.snapshot(ledger.fleet(), ledger.reports(), List.of(), now), "0.2.0");
    }

    private static String line(VersionView view) {
        return view.program() + " " + text(view.node()) + " " + text(view.version()) + " bird " + text(view.bird())
                + " docker " + text(view.docker()) + " kernel " + text(view.kernel());
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }
}
