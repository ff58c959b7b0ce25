package io.heliograph.inventory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.event.SessionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The dashboard over 10,000 hosts: it holds a window, not the fleet.
class LargeDashboardIT {
    private static final int HOSTS = 10_000;
    private static final double LONG = 60_000;

    /// 100,000 records are read, joined and answered for.
    private static final Duration ALL = Duration.ofMinutes(4);

    @Test
    void ten_thousand_hosts_are_scrolled_and_a_change_among_them_is_seen() throws Exception {
        try (var kafka = KafkaForTests.own();
                var inventory =
                        InventoryProcess.start(kafka.bootstrap(), "-Xmx1g").awaitReady();
                var browser = new Browser()) {
            inventory.post("/api/v1/fleet/apply", ShowcaseFleet.DECLARATION);
            var fleet = new ShowcaseFleet(HOSTS);
            kafka.sendAll(fleet.events(), "/showcase");
            inventory.await("all of them", ALL, () -> isWhole(inventory.status()));

            var page = browser.open(inventory.url() + "/#/hosts");
            assertThat(page.locator("output"))
                    .containsText("10,000 hosts", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
            assertThat(page.locator("tr.row").first()).containsText("docker00000");
            page.evaluate("document.querySelector('.viewport').scrollTop = 1e9");
            assertThat(page.locator("tr.row").last())
                    .containsText("docker09999", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
            assertThat(page.locator("tr.row").count()).isLessThan(120);

            kafka.send(fleet.session(ShowcaseFleet.REFLECTORS.getFirst(), HOSTS - 1, SessionState.DOWN), "/rr-agent");
            assertThat(page.locator("tr.row").last())
                    .containsText("1 / 2", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
            page.navigate(inventory.url() + "/#/");
            assertThat(page.locator(".picture .point.host.wait"))
                    .containsText("docker09999", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
            assertThat(browser.complaints()).isEqualTo(List.of());
        }
    }

    private static boolean isWhole(FleetStatus status) {
        return status.routes().actual() == HOSTS && status.sessions().actual() == 2 * HOSTS + 2;
    }
}
