package io.heliograph.lab;

import static io.heliograph.lab.plan.LabNode.DOCKER01;
import static io.heliograph.lab.plan.LabNode.DOCKER02;
import static io.heliograph.lab.plan.LabNode.ROUTER1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Attacks and mistakes from a host's own BIRD: docker02's agent is gone, and somebody writes its BIRD's
/// configuration by hand. Router1 has afterwards what it had before, docker01 is not troubled for a moment, and the
/// fleet's health says what happened and why.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackMatrixIT {
    private static final List<String> REFLECTORS = List.of("rr01", "rr02");
    /// A host waits up to 20 s after an error before it connects again, a reflector a minute after a flood.
    private static final Duration RETURNS = Duration.ofSeconds(150);
    /// What must not come up has tried several times by then.
    private static final Duration STAYS_DOWN = Duration.ofSeconds(12);

    private LabJourney journey;
    private Convergence.Created victim;
    private Convergence.Created own;
    private Scenery scenery;
    private Map<String, Instant> victimsSessions;
    private Path byHand;

    @BeforeAll
    void begin() throws IOException {
        journey = LabJourney.begin("attackit", List.of());
        victim = journey.createReachable(DOCKER01, 1);
        own = journey.createReachable(DOCKER02, 1);
        var settings = journey.lab().settings();
        scenery = Scenery.of(settings, own.prefix().toString(), victim.prefix().toString());
        byHand = settings.run(DOCKER02).resolve("by-hand.conf");
        journey.lab().programs().kill("docker02.agent");
        // With it a program may speak from an address that is not the host's.
        Namespaces.sysctls(settings.namespace(DOCKER02), List.of("net.ipv6.ip_nonlocal_bind=1"));
        victimsSessions = sinceOfVictimsSessions();
    }

    @AfterAll
    void end() {
        journey.endAndAssertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void router1KeepsWhatItHadAndHealthTellsWhy(Attack attack) throws IOException {
        var lab = journey.lab();
        var before = RouterTables.of(lab);
        try (var witness = Witness.from(lab.namespace(ROUTER1), victim.address())) {
            configure(attack.text(scenery));
            assertShows(attack);
            var after = RouterTables.of(lab);
            assertThat(after.without(scenery.ownPrefix())).isEqualTo(before.without(scenery.ownPrefix()));
            assertThat(before.kernel()).as("no route but the honest one").containsAll(after.kernel());
            assertThat(before.bgp()).as("no path but the honest ones").containsAll(after.bgp());
            configure(scenery.honest());
            assertIsAsBefore(before);
            assertThat(witness.changesBut(scenery.ownPrefix())).isEmpty();
            assertThat(witness.changesOf(scenery.ownPrefix()))
                    .allMatch(line -> before.leads(scenery.ownPrefix(), line));
            witness.assertEveryPingWasAnswered();
        }
        assertThat(sinceOfVictimsSessions()).isEqualTo(victimsSessions);
    }

    private void configure(String text) throws IOException {
        Files.writeString(byHand, text);
        var socket = journey.lab().settings().birdSocket(DOCKER02).toString();
        var said = Command.run("birdc", "-s", socket, "configure \"" + byHand + "\"");
        assertThat(said).contains("Reconfig");
    }

    private void assertIsAsBefore(RouterTables before) {
        if (!Probe.await(RETURNS, () -> RouterTables.of(journey.lab()).equals(before))) {
            assertThat(RouterTables.of(journey.lab()))
                    .as("the honest routes return; docker02 sends %s", sent())
                    .isEqualTo(before);
        }
        journey.assertWithin(
                RETURNS,
                "docker02's sessions have nothing to say",
                () -> REFLECTORS.stream()
                        .allMatch(reflector -> session(reflector)
                                .filter(session -> session.state() == SessionState.UP
                                        && session.reason().isEmpty())
                                .isPresent()));
    }

    private String sent() {
        var settings = journey.lab().settings();
        return Command.run("birdc", "-s", settings.birdSocket(DOCKER02).toString(), "show route all")
                + Command.run("birdc", "-s", settings.birdSocket(DOCKER02).toString(), "show protocols all")
                + Command.run("birdc", "-s", settings.birdSocket(LabNode.RR01).toString(), "show route all");
    }

    private void assertShows(Attack attack) {
        switch (attack.sign()) {
            case REFUSED -> onBoth(attack, session -> isUp(session) && names(attack, session, attack.named(scenery)));
            case FLOOD, BAD_AS -> onBoth(attack, session -> !isUp(session) && names(attack, session, ""));
            case MISSING -> REFLECTORS.forEach(reflector -> assertMisses(attack, reflector));
            case MISSING_ON_RR01 -> assertMisses(attack, "rr01");
            case ROUTER_ID -> on("rr01", attack, session -> !isUp(session) && names(attack, session, ""));
            case DOWN -> {
                onBoth(attack, session -> !isUp(session) && names(attack, session, ""));
                assertThat(Probe.await(
                                STAYS_DOWN,
                                () -> REFLECTORS.stream()
                                        .anyMatch(reflector -> session(reflector)
                                                .filter(AttackMatrixIT::isUp)
                                                .isPresent())))
                        .as("a session comes up")
                        .isFalse();
            }
            case STRANGER ->
                REFLECTORS.forEach(reflector -> journey.assertSoon(
                        "a stranger at " + reflector,
                        () -> sessions()
                                .anyMatch(session -> session.reflector().value().equals(reflector)
                                        && session.kind() == PeerKind.STRANGER
                                        && session.neighbor().toString().equals(scenery.nobodysAddress())
                                        && names(attack, session, scenery.nobodysAddress()))));
        }
    }

    private void onBoth(Attack attack, Predicate<SessionView> shows) {
        REFLECTORS.forEach(reflector -> on(reflector, attack, shows));
    }

    private void on(String reflector, Attack attack, Predicate<SessionView> shows) {
        journey.assertWithin(
                RETURNS,
                attack + " shows on " + reflector,
                () -> session(reflector).filter(shows).isPresent());
        System.out.println(attack + " on " + reflector + ": "
                + session(reflector)
                        .flatMap(SessionView::reason)
                        .map(Reason::toString)
                        .orElse(""));
    }

    private static boolean isUp(SessionView session) {
        return session.state() == SessionState.UP;
    }

    private static boolean names(Attack attack, SessionView session, String what) {
        return session.reason()
                .filter(reason ->
                        reason.code() == attack.reason() && reason.message().contains(what))
                .isPresent();
    }

    private void assertMisses(Attack attack, String reflector) {
        journey.assertSoon(
                reflector + " misses docker02's own route",
                () -> routes().filter(route -> route.prefix().equals(own.prefix()))
                        .flatMap(route -> route.reflectors().stream())
                        .anyMatch(on -> on.reflector().value().equals(reflector)
                                && on.reason()
                                        .filter(reason -> reason.code() == attack.reason())
                                        .isPresent()));
    }

    private Stream<SessionView> sessions() {
        return journey.lab().inventory().sessions().stream();
    }

    private Stream<RouteView> routes() {
        return journey.lab().inventory().routes().stream();
    }

    /// The attacker's session with a reflector.
    private Optional<SessionView> session(String reflector) {
        return sessions()
                .filter(session -> session.reflector().value().equals(reflector)
                        && session.kind() == PeerKind.HOST
                        && session.peer().equals(DOCKER02.label()))
                .findFirst();
    }

    private Map<String, Instant> sinceOfVictimsSessions() {
        return sessions()
                .filter(session -> session.peer().equals(DOCKER01.label()))
                .collect(Collectors.toMap(
                        SessionView::name, session -> session.since().orElseThrow()));
    }
}
