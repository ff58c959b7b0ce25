package io.heliograph.inventory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.wire.FleetJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The dashboard in a real browser, over the packaged service and a real Kafka.
class DashboardIT {
    private static final double SOON = 15_000;
    private static final int HOSTS = 12;

    /// Its network is made when the inventory is warm, and each of its stages follows the one before, as in life.
    private static final int LATE = 3;

    private static KafkaForTests kafka;
    private static InventoryProcess inventory;
    private static Browser browser;
    private static ShowcaseFleet fleet;

    private Page page;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaForTests.own();
        inventory = InventoryProcess.start(kafka.bootstrap()).awaitReady();
        inventory.post("/api/v1/fleet/apply", ShowcaseFleet.DECLARATION);
        fleet = new ShowcaseFleet(HOSTS);
        kafka.sendAll(
                fleet.events().stream()
                        .map(event -> isOfLate(event) ? fleet.before(LATE) : event)
                        .toList(),
                "/showcase");
        inventory.await(
                "the others are verified", () -> inventory.status().routes().actual() == HOSTS - 1);
        kafka.send(fleet.made(LATE, Instant.now()), "/host-agent");
        inventory.await("the last one is admitted", () -> admitted().isPresent());
        var admitted = admitted().orElseThrow();
        for (var reflector : ShowcaseFleet.REFLECTORS) {
            kafka.send(fleet.route(reflector, LATE, admitted), "/rr-agent");
        }
        inventory.await("all is well", () -> inventory.status().healthy());
        browser = new Browser();
    }

    private static boolean isOfLate(Object event) {
        return event instanceof HostReport report && report.host().equals(ShowcaseFleet.host(LATE));
    }

    private static Optional<Instant> admitted() throws Exception {
        var prefix = URLEncoder.encode(ShowcaseFleet.subnet(LATE).toString(), StandardCharsets.UTF_8);
        var routes = FleetJson.mapper()
                .readValue(inventory.get("/api/v1/routes?prefix=" + prefix).body(), RouteView[].class);
        return Arrays.stream(routes)
                .flatMap(route -> Optional.ofNullable(route.reachedAt().get(Stage.ADMITTED)).stream())
                .findFirst();
    }

    @AfterAll
    static void stop() {
        browser.close();
        inventory.close();
        kafka.close();
    }

    @BeforeEach
    void open() throws Exception {
        kafka.sendAll(fleet.heartbeat(), "/showcase");
        page = browser.open(inventory.url() + "/");
        assertThat(page.locator("#stream")).containsText("live", patiently());
    }

    @AfterEach
    void no_complaints() {
        page.close();
        assertThat(browser.complaints()).isEmpty();
    }

    private void assertAllIsWell() throws Exception {
        try {
            assertThat(page.locator(".verdict")).containsText("all is well", patiently());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "The page: " + page.locator("main").innerText() + "\nThe inventory: "
                            + inventory.get("/api/v1/status").body(),
                    e);
        }
    }

    private static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON);
    }

    @Test
    void the_fleet_is_seen_at_a_glance() throws Exception {
        assertAllIsWell();
        assertThat(page.locator(".cards")).containsText(HOSTS + " / " + HOSTS);
        assertThat(page.locator(".picture .point")).hasCount(HOSTS + 3);
        assertThat(page.locator(".picture line.good")).hasCount(2 * HOSTS + 2);
        assertThat(page.locator(".chart circle.p50").first()).isVisible();
    }

    @Test
    void a_session_that_dies_and_returns_is_seen_without_a_reload() throws Exception {
        assertAllIsWell();
        var reflector = ShowcaseFleet.REFLECTORS.get(1);

        kafka.send(fleet.session(reflector, 3, SessionState.DOWN), "/rr-agent");
        assertThat(page.locator(".troubles")).containsText("SESSION_LOST", patiently());
        assertThat(page.locator(".troubles")).containsText("Mend");
        assertThat(page.locator(".picture line.bad")).hasCount(1);
        page.locator(".troubles b a").filter(named(reflector + "/docker00003")).click();
        assertThat(page.locator("output")).containsText("1 session", patiently());
        assertThat(page.locator("tr.row .badge.bad")).containsText("down");

        kafka.send(fleet.session(reflector, 3, SessionState.UP), "/rr-agent");
        page.navigate(inventory.url() + "/");
        assertAllIsWell();
        assertThat(page.locator(".picture line.bad")).hasCount(0);
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void a_container_that_answers_nobody_is_seen_on_the_page_of_its_subnet() throws Exception {
        page.navigate(inventory.url() + "/#/routes/"
                + ShowcaseFleet.subnet(6).toString().replace("/", "%2F"));
        assertThat(page.locator("h1")).containsText("verified on every reflector", patiently());
        probe(RouteProbe.Result.SILENT);
        assertThat(page.locator("section h2 .badge.bad")).containsText("broken", patiently());
        assertThat(page.locator("section h3 .badge.bad")).hasCount(ShowcaseFleet.REFLECTORS.size());
        assertThat(page.locator(".reason").first()).containsText("PROBE_FAILED");
        probe(RouteProbe.Result.ANSWERED);
        assertThat(page.locator("h1")).containsText("verified on every reflector", patiently());
        assertThat(page.locator("section h3").first()).containsText("::9 answers");
    }

    private static void probe(RouteProbe.Result result) throws Exception {
        for (var reflector : ShowcaseFleet.REFLECTORS) {
            kafka.send(fleet.probed(reflector, 6, result), "/rr-agent");
        }
    }

    @Test
    void a_list_is_filtered_by_its_address_and_changes_by_itself() throws Exception {
        page.navigate(inventory.url() + "/#/sessions?q=docker00005");
        assertThat(page.locator("output")).containsText("2 sessions", patiently());
        assertThat(page.locator("tr.row .badge.good")).hasCount(2);

        kafka.send(fleet.session(ShowcaseFleet.REFLECTORS.getFirst(), 5, SessionState.DOWN), "/rr-agent");
        assertThat(page.locator("tr.row .badge.bad")).containsText("down", patiently());
        kafka.send(fleet.session(ShowcaseFleet.REFLECTORS.getFirst(), 5, SessionState.UP), "/rr-agent");
        assertThat(page.locator("tr.row .badge.bad")).hasCount(0);

        page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Filter"))
                .fill("rr01");
        page.keyboard().press("Enter");
        assertThat(page.locator("output")).containsText(HOSTS + 1 + " sessions", patiently());
        assertThat(page.url()).endsWith("#/sessions?q=rr01");
    }

    @Test
    void the_address_says_which_columns_there_are_and_over_what_time() {
        page.navigate(inventory.url() + "/#/sessions?columns=peer,state");
        assertThat(page.locator("thead th")).hasText(new String[] {"Reflector", "Peer", "State"});
        page.locator("summary").click();
        page.getByLabel("Since").check();
        assertThat(page.locator("thead th")).hasText(new String[] {"Reflector", "Peer", "State", "Since"});
        assertThat(page.url()).endsWith("columns=reflector%2Cpeer%2Cstate%2Csince");
        assertThat(page.locator("tr.row").first().locator("td")).hasCount(4);

        page.navigate(inventory.url() + "/#/");
        page.getByLabel("Convergence over").selectOption("PT24H");
        assertThat(page.locator(".chart text").last()).isVisible();
        assertThat(page.locator(".chart")).containsText("−18 h", patiently());
        assertThat(page.url()).endsWith("#/?window=PT24H");
    }

    @Test
    void a_subnet_shows_its_journey_on_every_reflector() throws Exception {
        page.navigate(inventory.url() + "/#/routes/"
                + ShowcaseFleet.subnet(2).toString().replace("/", "%2F"));
        assertThat(page.locator(".waterfall")).hasCount(2);
        assertThat(page.locator(".waterfall").first()).containsText("verified", patiently());

        kafka.send(fleet.route(ShowcaseFleet.REFLECTORS.getFirst(), 2, Stage.APPLIED), "/rr-agent");
        assertThat(page.locator("main h2 .badge")).containsText("applied", patiently());
        kafka.send(fleet.route(ShowcaseFleet.REFLECTORS.getFirst(), 2), "/rr-agent");
        assertThat(page.locator("main h2 .badge")).containsText("verified", patiently());
    }

    @Test
    void how_a_subnet_was_is_in_the_address_and_told_from_the_bus() throws Exception {
        assertAllIsWell();
        var well = Instant.now();
        var reflector = ShowcaseFleet.REFLECTORS.getFirst();
        kafka.send(fleet.session(reflector, 8, SessionState.DOWN), "/rr-agent");
        assertThat(page.locator(".troubles")).containsText("SESSION_LOST", patiently());
        var ill = Instant.now();
        kafka.send(fleet.session(reflector, 8, SessionState.UP), "/rr-agent");
        assertAllIsWell();

        var prefix = ShowcaseFleet.subnet(8).toString().replace("/", "%2F");
        page.navigate(inventory.url() + "/#/routes/" + prefix);
        page.getByText("As it was an hour ago").click();
        assertThat(page.locator(".failure")).containsText("There is no prefix", patiently());
        assertThat(browser.complaints().removeIf(text -> text.contains("404") && text.contains("/explain?")))
                .as("an hour ago there was none, and the browser says so")
                .isTrue();
        page.navigate(inventory.url() + "/#/past/" + prefix + "?at=" + ill);
        assertThat(page.locator("h1")).containsText("wrong: session with " + reflector, patiently());
        assertThat(page.locator("main")).containsText("SESSION_LOST");

        page.locator("input[name=at]")
                .fill(well.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("nothing was wrong", patiently());
        assertThat(page.url())
                .contains(
                        "?at=" + well.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        page.getByText("As it is now").click();
        assertThat(page.locator(".waterfall")).hasCount(2);
    }

    @Test
    void an_address_inside_a_subnet_is_found_from_the_keyboard() {
        page.keyboard().press("/");
        page.keyboard().type(ShowcaseFleet.subnet(7).toString().replace("::/64", "::42"));
        assertThat(page.locator(".hits li")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText(ShowcaseFleet.subnet(7).toString(), patiently());
    }

    @Test
    void every_kind_of_page_opens_and_breaks_no_rule_of_accessibility() throws Exception {
        var axe = axe();
        for (var address : java.util.List.of(
                "",
                "hosts",
                "hosts/docker00001",
                "reflectors",
                "reflectors/rr01",
                "sessions",
                "routes",
                "changes",
                "changes/reflector%2Frr01",
                "past/docker00001?at=" + Instant.now(),
                "reasons",
                "reasons/SESSION_LOST")) {
            for (var scheme : java.util.List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.navigate(inventory.url() + "/#/" + address);
                assertThat(page.locator("main")).not().containsText("reading …");
                page.evaluate(axe);
                var broken = page.evaluate(
                        "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})).violations"
                                + ".map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' '))");
                assertThat(broken).as("%s, %s", address, scheme).isEqualTo(java.util.List.of());
            }
        }
    }

    @Test
    void a_silent_stream_is_seen_and_read_anew_when_it_returns() throws Exception {
        assertAllIsWell();
        inventory.freeze();
        try {
            assertThat(page.locator("#stream")).containsText("stale", patiently());
            assertThat(page.locator(".stale")).containsText("what you see may be old");
            kafka.send(fleet.session(ShowcaseFleet.REFLECTORS.getFirst(), 9, SessionState.DOWN), "/rr-agent");
        } finally {
            inventory.thaw();
        }
        assertThat(page.locator("#stream")).containsText("live", patiently());
        assertThat(page.locator(".troubles")).containsText("SESSION_LOST", patiently());
        kafka.send(fleet.session(ShowcaseFleet.REFLECTORS.getFirst(), 9, SessionState.UP), "/rr-agent");
        assertAllIsWell();
    }

    /// The stream compares look with look; what a page read in between and was over by the next look, it never tells.
    @Test
    void what_was_read_between_two_looks_of_the_stream_does_not_stay() throws Exception {
        var past = inventory.get("/api/v1/status").body().replace("all is well", "a moment ago");
        long over = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        page.route("**/api/v1/status", route -> {
            if (System.nanoTime() < over) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(past));
            } else {
                route.resume();
            }
        });
        page.reload();
        assertThat(page.locator(".verdict")).containsText("a moment ago", patiently());
        assertAllIsWell();
    }

    private static String axe() throws Exception {
        try (var in = DashboardIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// For the documents: `-Dscreenshots=FOLDER` keeps a picture of the pages, by day and by night, one session being
    /// down.
    @Test
    void pictures_are_taken() throws Exception {
        var folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
        Files.createDirectories(folder);
        var down = ShowcaseFleet.REFLECTORS.get(1);
        kafka.send(fleet.session(down, 5, SessionState.DOWN), "/rr-agent");
        assertThat(page.locator(".troubles")).containsText("SESSION_LOST", patiently());
        for (var scheme : java.util.List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var address : java.util.List.of(
                    "",
                    "sessions",
                    "routes/2001:db8:8000:3::%2F64",
                    "hosts/docker00005",
                    "reflectors/rr02",
                    "routes",
                    "changes/reflector%2Frr02",
                    "past/docker00005?at=" + Instant.now(),
                    "reasons/SESSION_LOST")) {
                page.navigate("about:blank");
                page.navigate(inventory.url() + "/#/" + address);
                assertThat(page.locator("#stream")).containsText("live", patiently());
                assertThat(page.locator("main h1, main tr.row").first()).isAttached();
                assertThat(page.locator("main")).not().containsText("reading …");
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(
                                "dashboard-" + name(address) + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png"))
                        .setFullPage(true));
            }
        }
        kafka.send(fleet.session(down, 5, SessionState.UP), "/rr-agent");
        page.navigate(inventory.url() + "/#/");
        assertAllIsWell();
    }

    /// Of a list its own, of one thing in it the singular.
    private static String name(String address) {
        return address.isEmpty() ? "fleet" : address.contains("/") ? address.replaceAll("s?/.*", "") : address;
    }
}
