package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Silence is not death; silence and a session that is down everywhere is.
class LeaseTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Instant OVER = NOW.plus(LEASE).plusSeconds(1);
    private static final List<SessionState> STATES = List.of(SessionState.values());
    private static final HostId DOCKER1 = new HostId("docker1");

    private final FleetLedger ledger = new FleetLedger();
    private final Map<String, SessionHealth> health = new HashMap<>();
    private final Map<String, Instant> heardAt = new HashMap<>();
    private final Map<String, Instant> notUpSince = new HashMap<>();

    @BeforeEach
    void two_hosts() {
        ledger.recall(Given.with(
                Given.cluster(),
                new Membership(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(LEASE))));
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
        join(2);
    }

    private void join(int hosts) {
        for (int i = 1; i <= hosts; i++) {
            ledger.report(numbered(i, 1), NOW);
            told("rr01", i, SessionState.UP, NOW);
        }
    }

    @Test
    void a_host_that_is_silent_for_its_lease_and_down_everywhere_is_gone_until_it_reports() {
        othersSpeak(OVER);
        told("rr01", 1, SessionState.CONNECTING, OVER);

        assertThat(pass(OVER)).containsExactly("lab/host/docker1");

        assertThat(host().isServed()).isFalse();
        assertThat(host().reason()).map(Reason::code).contains(ReasonCode.HOST_LEASE_EXPIRED);
        assertThat(host().admitted()).isEmpty();
        assertThat(ledger.fleet().holderOf(prefix(1))).isEmpty();

        ledger.report(numbered(1, 2), OVER.plusSeconds(60));
        assertThat(host().isServed()).isTrue();
        assertThat(host().reason()).isEmpty();
        assertThat(host().admitted()).hasSize(1);
    }

    /// The BIRD of the only reflector has just started, and the host's agent is silent while its BIRD lives.
    @Test
    void a_session_that_has_only_just_gone_is_no_evidence() {
        othersSpeak(OVER);
        told("rr01", 1, SessionState.CONNECTING, OVER);
        notUpSince.replaceAll((_, _) -> OVER);
        assertThat(pass(OVER)).isEmpty();
        assertThat(pass(OVER.plus(Leases.SETTLED).minusSeconds(1))).isEmpty();

        told("rr01", 1, SessionState.CONNECTING, OVER.plus(Leases.SETTLED));
        assertThat(pass(OVER.plus(Leases.SETTLED))).containsExactly("lab/host/docker1");
    }

    @Test
    void neither_alone_is_enough() {
        othersSpeak(OVER);
        assertThat(pass(OVER)).as("silent, and its session is up").isEmpty();

        told("rr01", 1, SessionState.DOWN, OVER);
        ledger.report(numbered(1, 2), OVER);
        assertThat(pass(OVER.plusSeconds(1))).as("down, and it speaks").isEmpty();
    }

    @Test
    void one_reflector_that_has_the_session_is_enough_to_stay() {
        ledger.declare(
                List.of(new ReflectorEntry(
                        new ReflectorId("rr02"),
                        Given.LAB,
                        IpAddress.parse("2001:db8::12"),
                        Optional.empty(),
                        Lifecycle.ACTIVE,
                        Given.DECLARED)),
                NOW);
        othersSpeak(OVER);
        told("rr01", 1, SessionState.DOWN, OVER);
        assertThat(pass(OVER)).as("rr02 has said nothing").isEmpty();

        told("rr02", 1, SessionState.UP, OVER);
        assertThat(pass(OVER.plusSeconds(1))).isEmpty();

        told("rr02", 1, SessionState.DOWN, OVER);
        assertThat(pass(OVER.plusSeconds(2))).hasSize(1);
    }

    @Test
    void what_is_stale_unknown_or_shut_by_an_operator_is_no_evidence() {
        othersSpeak(OVER);
        told("rr01", 1, SessionState.DOWN, OVER.minus(Leases.FRESH));
        assertThat(pass(OVER)).as("told too long ago").isEmpty();
        told("rr01", 1, SessionState.UNKNOWN, OVER);
        assertThat(pass(OVER.plusSeconds(1))).isEmpty();
        told("rr01", 1, SessionState.DISABLED, OVER);
        assertThat(pass(OVER.plusSeconds(2))).isEmpty();
    }

    @Test
    void a_bus_on_which_everybody_is_silent_ends_nobodys_lease() {
        told("rr01", 1, SessionState.DOWN, OVER);
        told("rr01", 2, SessionState.DOWN, OVER);

        assertThat(pass(OVER)).isEmpty();
    }

    @Test
    void an_inventory_that_starts_listens_for_a_whole_lease_first() {
        var restarted = new FleetLedger();
        ledger.fleet().entries().forEach(restarted::recall);
        restarted.recall(numbered(1, 1), NOW);
        restarted.begin(OVER);
        told("rr01", 1, SessionState.DOWN, OVER);
        restarted.report(numbered(2, 2), OVER);

        assertThat(restarted.pass(seen(), OVER).entries()).isEmpty();

        var later = OVER.plus(LEASE).plusSeconds(1);
        restarted.report(numbered(2, 3), later);
        told("rr01", 1, SessionState.DOWN, later);
        assertThat(restarted.pass(seen(), later).entries()).hasSize(1);
    }

    @Test
    void a_gone_host_is_not_brought_back_by_what_it_said_before_nor_by_a_restart() {
        othersSpeak(OVER);
        told("rr01", 1, SessionState.DOWN, OVER);
        pass(OVER);

        ledger.declare(List.of(Given.reflector().with(Lifecycle.ACTIVE, Given.DECLARED), Given.cluster()), OVER);
        assertThat(host().isServed()).isFalse();

        assertThat(ledger.report(numbered(1, 1), OVER).dropped())
                .as("a repeated record")
                .isPresent();
        assertThat(host().isServed()).isFalse();

        var restarted = new FleetLedger();
        ledger.fleet().entries().forEach(restarted::recall);
        restarted.recall(numbered(1, 1), NOW);
        restarted.begin(OVER.plusSeconds(60));
        assertThat(restarted.fleet().host(DOCKER1).orElseThrow().isServed()).isFalse();

        restarted.report(numbered(1, new ReportVersion(1, 1, "a fresh disk")), OVER.plusSeconds(61));
        assertThat(restarted.fleet().host(DOCKER1).orElseThrow().isServed()).isTrue();
    }

    @Test
    void no_more_than_the_share_goes_in_a_window() {
        join(40);
        for (int i = 1; i < 40; i++) {
            told("rr01", i, SessionState.DOWN, OVER);
        }
        ledger.report(numbered(40, 2), OVER);

        assertThat(pass(OVER)).hasSize(4);
        assertThat(pass(OVER.plusSeconds(30))).isEmpty();
        assertThat(pass(OVER.plus(Leases.WINDOW))).hasSize(3);
    }

    @Test
    void without_a_lease_nobody_is_ever_gone() {
        ledger.declare(List.of(Given.cluster()), NOW);
        var later = NOW.plus(Duration.ofDays(400));
        ledger.report(numbered(2, 2), later);
        told("rr01", 1, SessionState.DOWN, later);

        assertThat(pass(later)).isEmpty();
    }

    @Test
    void whatever_happens_nobody_goes_who_spoke_or_whose_session_is_up() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var now = NOW;
            var spoke = new HashMap<String, Instant>(Map.of("lab/host/docker1", NOW, "lab/host/docker2", NOW));
            long sequence = 2;
            for (int step = 0; step < 60; step++) {
                now = now.plusSeconds(1 + random.nextInt(400));
                int host = 1 + random.nextInt(2);
                if (random.nextInt(3) == 0) {
                    ledger.report(numbered(host, new ReportVersion(seed + 2, sequence++, "i" + seed)), now);
                    spoke.put("lab/host/docker" + host, now);
                }
                var state = STATES.get(random.nextInt(STATES.size()));
                told("rr01", host, state, now);
                for (var key : pass(now)) {
                    var session = "rr01/" + ProtocolName.of(new HostId(key.substring("lab/host/".length())));
                    assertThat(spoke.get(key))
                            .as("seed %d, step %d", seed, step)
                            .isBefore(now.minus(LEASE));
                    assertThat(Optional.ofNullable(health.get(session)).map(SessionHealth::state))
                            .as("seed %d, step %d", seed, step)
                            .get()
                            .isIn(SessionState.DOWN, SessionState.CONNECTING);
                }
            }
        }
    }

    private List<String> pass(Instant now) {
        return ledger.pass(seen(), now).entries().stream().map(FleetEntry::key).toList();
    }

    private SeenSessions seen() {
        return new SeenSessions(health, heardAt, notUpSince);
    }

    private void othersSpeak(Instant now) {
        ledger.report(numbered(2, 2), now);
    }

    private void told(String reflector, int host, SessionState state, Instant now) {
        var id = new HostId("docker" + host);
        var told = new SessionHealth(
                new ReflectorId(reflector),
                ProtocolName.of(id),
                PeerKind.HOST,
                id.value(),
                address(host),
                state,
                "start",
                "Active",
                Optional.empty(),
                Optional.empty(),
                RouteCounts.NONE,
                Lifecycle.ACTIVE,
                Optional.empty(),
                Given.version(1, 1),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        health.put(told.key(), told);
        heardAt.put(told.key(), now);
        if (state == SessionState.UP) {
            notUpSince.remove(told.key());
        } else {
            // For as long as it takes to be evidence, unless a test says otherwise.
            notUpSince.putIfAbsent(told.key(), now.minus(Leases.SETTLED));
        }
    }

    private static HostReport numbered(int host, long sequence) {
        return numbered(host, Given.version(1, sequence));
    }

    private static HostReport numbered(int host, ReportVersion version) {
        return report(
                "docker" + host,
                Given.LAB,
                version,
                address(host),
                List.of(Given.subnet(prefix(host).toString())),
                List.of());
    }

    private static IpAddress address(int host) {
        return IpAddress.parse("2001:db8::2:" + host);
    }

    private static Prefix prefix(int host) {
        return Prefix.parse("2001:db8:c000:" + host + "::/64");
    }

    private HostEntry host() {
        return ledger.fleet().host(DOCKER1).orElseThrow();
    }
}
