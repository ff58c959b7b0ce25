package io.heliograph.rragent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.event.BgpError;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTableTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final ProtocolName A = ProtocolName.of(new HostId("docker01"));

    private final SessionTable table = table();

    static SessionTable table() {
        return new SessionTable(new ReflectorId("rr01"), Duration.ofSeconds(30), ZoneOffset.UTC, versions());
    }

    private static Supplier<ReportVersion> versions() {
        var next = new ReportVersion[] {new ReportVersion(1, 1, "test")};
        return () -> {
            var version = next[0];
            next[0] = version.next();
            return version;
        };
    }

    static NodeConfig config(String... hosts) {
        var sessions = Arrays.stream(hosts)
                .map(host -> new PlannedSession(
                        ProtocolName.of(new HostId(host)),
                        PeerKind.HOST,
                        host,
                        IpAddress.parse("2001:db8::1"),
                        List.of()))
                .toList();
        return new NodeConfig(
                NodeId.of(new ReflectorId("rr01")),
                new ClusterId("c1"),
                Revision.of(String.join(",", hosts)),
                Optional.empty(),
                String.join(",", hosts),
                "test",
                ChangeClass.NONE,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                sessions);
    }

    static List<ProtocolRow> rows(String... rest) {
        var lines = new ArrayList<BirdReply.Line>();
        for (var row : rest) {
            lines.add(new BirdReply.Line(1002, row));
        }
        lines.add(new BirdReply.Line(0, ""));
        return ProtocolRow.listing(new BirdReply(0, lines));
    }

    private static String up(String since) {
        return A + " BGP --- up 2026-11-23 " + since + " Established";
    }

    private static String start(String info) {
        return A + " BGP --- start 2026-11-23 09:59:00.000 " + info;
    }

    private SessionChanges look(int second, String... rows) {
        return table.observe(config("docker01"), rows(rows), Map.of(), T0.plusSeconds(second));
    }

    @Test
    void losses_are_counted_for_an_hour() {
        look(0, up("09:59:00.000"));
        look(10, start("Active        BGP Error: Hold timer expired"));
        look(20, up("10:00:20.000"));
        var second = look(30, start("Active        BGP Error: Hold timer expired"));

        assertThat(second.health().getLast().flaps()).contains(2);
        look(40, up("10:00:40.000"));
        assertThat(look(3_625, up("10:00:40.000")).health().getLast().flaps()).contains(1);
    }

    @Test
    void a_notification_is_told_by_its_numbers_and_the_heartbeat_beside_it() {
        look(0, up("09:59:00.000"));
        var changes = look(10, start("Active        Received: Administrative shutdown"));

        var error = new BgpError(BgpError.Sender.PEER, 6, 2);
        assertThat(changes.transitions().getLast().error()).contains(error);
        assertThat(changes.health().getLast().error()).contains(error);
        assertThat(changes.health().getLast().heartbeatSeconds()).contains(30);
    }

    @Test
    void a_change_of_bfd_is_told_although_the_session_stays() {
        table.bfd(Map.of(IpAddress.parse("2001:db8::1"), BfdState.UP));
        look(0, up("09:59:00.000"));
        table.bfd(Map.of(IpAddress.parse("2001:db8::1"), BfdState.DOWN));
        var changes = look(1, up("09:59:00.000"));

        assertThat(changes.transitions()).isEmpty();
        assertThat(changes.health().getLast().bfd()).contains(BfdState.DOWN);
    }

    @Test
    void the_first_look_tells_health_and_no_transition() {
        var changes = look(0, up("09:59:00.000"));

        assertThat(changes.transitions()).isEmpty();
        assertThat(changes.health())
                .singleElement()
                .returns(SessionState.UP, SessionHealth::state)
                .returns("Established", SessionHealth::bgpState)
                .returns(Optional.empty(), SessionHealth::reason)
                .returns(Instant.parse("2026-11-23T09:59:00Z"), SessionHealth::eventAt);
    }

    @Test
    void the_same_again_is_not_told_before_the_refresh_is_due() {
        look(0, up("09:59:00.000"));
        assertThat(look(1, up("09:59:00.001")).isEmpty()).isTrue();
        var details = ProtocolDetails.listing(
                new BirdReply(0, List.of(new BirdReply.Line(1002, up("09:59:00.000")), new BirdReply.Line(0, ""))));
        var again = table.observe(
                config("docker01"), rows(up("09:59:00.000")), Map.of(A, details.getFirst()), T0.plusSeconds(30));
        assertThat(again.health()).hasSize(1);
        assertThat(again.transitions()).isEmpty();
    }

    @Test
    void a_session_that_never_was_up_is_connecting() {
        var health = look(0, start("Passive")).health().getFirst();

        assertThat(health.state()).isEqualTo(SessionState.CONNECTING);
        assertThat(health.reason()).get().returns(ReasonCode.SESSION_NOT_YET, Reason::code);
    }

    @ParameterizedTest
    @CsvSource({
        "Idle          BGP Error: Bad peer AS, SESSION_BAD_PEER_AS",
        "Idle          BGP Error: Bad BGP identifier, SESSION_BAD_ROUTER_ID",
        "Passive       Error: Hold timer expired, SESSION_HOLD_EXPIRED",
        "Passive       Received: Administrative shutdown, SESSION_ADMIN_DOWN",
        "Idle          Received: Maximum number of prefixes reached, SESSION_LIMIT_HIT",
        "Connect       Socket: Connection refused, SESSION_REFUSED",
        "Passive       Socket: Connection reset by peer, SESSION_LOST",
        "Active        Received: Other configuration change, SESSION_LOST",
    })
    void birds_words_become_a_reason(String info, ReasonCode expected) {
        look(0, up("09:59:00.000"));
        var changes = look(1, start(info));

        assertThat(changes.transitions())
                .singleElement()
                .returns(SessionState.UP, SessionTransition::from)
                .returns(SessionState.DOWN, SessionTransition::to)
                .extracting(it -> it.reason().orElseThrow().code())
                .isEqualTo(expected);
        assertThat(changes.health().getFirst().lastError())
                .hasValueSatisfying(words -> assertThat(info).endsWith(words));
    }

    @Test
    void a_limit_that_shut_the_session_is_told_from_an_operator_who_did() {
        look(0, up("09:59:00.000"));
        var limit = look(1, A + " BGP --- down 2026-11-23 10:00:01.000 Automatic shutdown: Route limit exceeded");
        var operator = look(2, A + " BGP --- down 2026-11-23 10:00:02.000");

        assertThat(limit.health().getFirst())
                .returns(SessionState.DOWN, SessionHealth::state)
                .extracting(it -> it.reason().orElseThrow().code())
                .isEqualTo(ReasonCode.SESSION_LIMIT_HIT);
        assertThat(operator.health().getFirst())
                .returns(SessionState.DISABLED, SessionHealth::state)
                .extracting(it -> it.reason().orElseThrow().code())
                .isEqualTo(ReasonCode.SESSION_ADMIN_DOWN);
    }

    @Test
    void a_lost_session_stays_down_for_its_reason_until_it_is_up_whatever_bird_tries() {
        look(0, up("09:59:00.000"));
        look(1, start("Passive Error: Hold timer expired"));
        var trying = look(2, start("OpenSent"));
        var back = look(3, up("10:00:03.000"));

        assertThat(trying.transitions()).isEmpty();
        assertThat(trying.health().getFirst().reason()).get().returns(ReasonCode.SESSION_HOLD_EXPIRED, Reason::code);
        assertThat(back.transitions())
                .singleElement()
                .returns(SessionState.DOWN, SessionTransition::from)
                .returns(SessionState.UP, SessionTransition::to);
    }

    @Test
    void a_session_that_fell_and_returned_between_two_looks_is_told() {
        look(0, up("09:59:00.000"));
        var changes = look(5, up("10:00:04.000"));

        assertThat(changes.transitions())
                .extracting(SessionTransition::to)
                .containsExactly(SessionState.DOWN, SessionState.UP);
        assertThat(changes.health().getLast().state()).isEqualTo(SessionState.UP);
    }

    @Test
    void without_bird_every_session_is_down_and_told_once() {
        look(0, up("09:59:00.000"));
        var why = Reason.of(ReasonCode.BIRD_UNREACHABLE, "/run/bird.ctl", "gone");
        var lost = table.lost(config("docker01"), why, T0.plusSeconds(1));
        var still = table.lost(config("docker01"), why, T0.plusSeconds(2));
        var back = look(3, up("10:00:03.000"));

        assertThat(lost.transitions()).hasSize(1);
        assertThat(lost.health().getFirst())
                .returns(SessionState.DOWN, SessionHealth::state)
                .returns(Optional.of(why), SessionHealth::reason);
        assertThat(still.isEmpty()).isTrue();
        assertThat(back.transitions()).extracting(SessionTransition::to).containsExactly(SessionState.UP);
    }

    @Test
    void after_bird_returned_a_session_is_down_because_it_is_not_yet_up() {
        look(0, up("09:59:00.000"));
        table.lost(config("docker01"), Reason.of(ReasonCode.BIRD_UNREACHABLE, "s", "gone"), T0.plusSeconds(1));
        var back = look(2, start("Passive"));

        assertThat(back.transitions()).isEmpty();
        assertThat(back.health().getFirst())
                .returns(SessionState.DOWN, SessionHealth::state)
                .extracting(it -> it.reason().orElseThrow().code())
                .isEqualTo(ReasonCode.SESSION_NOT_YET);
    }

    @Test
    void a_session_that_is_no_longer_configured_ends_and_says_so() {
        look(0, up("09:59:00.000"));
        var changes = table.observe(config(), rows(), Map.of(), T0.plusSeconds(1));

        assertThat(changes.health())
                .singleElement()
                .returns(Lifecycle.REMOVED, SessionHealth::lifecycle)
                .returns(RouteCounts.NONE, SessionHealth::counts);
        assertThat(changes.transitions()).hasSize(1);
        assertThat(table.observe(config(), rows(), Map.of(), T0.plusSeconds(60)).isEmpty())
                .isTrue();
    }

    @Test
    void a_configured_session_that_bird_does_not_list_waits_for_the_trial_to_end() {
        look(0, up("09:59:00.000"));
        assertThat(look(1).isEmpty()).isTrue();
        assertThat(look(5).isEmpty()).isTrue();
        var changes = look(11);

        assertThat(changes.transitions())
                .singleElement()
                .extracting(it -> it.reason().orElseThrow().code())
                .isEqualTo(ReasonCode.CONFIG_DRIFT);
    }

    @Test
    void what_the_agent_before_told_last_makes_the_missed_transition_and_ends_what_is_gone() {
        var before = table();
        var told = before.observe(
                        config("docker01", "docker02"),
                        rows(
                                up("09:00:00.000"),
                                ProtocolName.of(new HostId("docker02"))
                                        + " BGP --- up 2026-11-23 09:00:00.000 Established"),
                        Map.of(),
                        T0)
                .health();
        look(10, start("Passive Error: Hold timer expired"));

        var changes = table.recall(told, T0.plusSeconds(11));

        assertThat(changes.transitions())
                .extracting(SessionTransition::peer, SessionTransition::from, SessionTransition::to)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("docker01", SessionState.UP, SessionState.DOWN),
                        org.assertj.core.groups.Tuple.tuple("docker02", SessionState.UP, SessionState.DOWN));
        assertThat(changes.health())
                .singleElement()
                .returns("docker02", SessionHealth::peer)
                .returns(Lifecycle.REMOVED, SessionHealth::lifecycle);
    }

    @Test
    void details_are_wanted_of_what_changed_and_of_what_is_due_and_never_of_too_many() {
        var rows = rows(up("09:59:00.000"));
        var config = config("docker01");
        assertThat(table.wanting(config, rows, 10, T0)).containsExactly(A);
        look(0, up("09:59:00.000"));
        table.observe(config, rows, detailsOf(rows), T0.plusSeconds(1));
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(2))).isEmpty();
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(40))).containsExactly(A);
        assertThat(table.wanting(config, rows, 0, T0.plusSeconds(40))).isEmpty();
        table.recount(java.util.Set.of(A));
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(3))).containsExactly(A);
    }

    @Test
    void a_route_that_comes_from_a_host_goes_out_to_the_upstreams_which_are_counted_again_as_well() {
        var upstream = ProtocolName.of(new UpstreamId("router1"));
        var other = ProtocolName.of(new HostId("docker02"));
        var hosts = config("docker01", "docker02");
        var sessions = new ArrayList<>(hosts.sessions());
        sessions.add(
                new PlannedSession(upstream, PeerKind.UPSTREAM, "router1", IpAddress.parse("2001:db8::2"), List.of()));
        var config = new NodeConfig(
                hosts.node(),
                hosts.cluster(),
                hosts.revision(),
                Optional.empty(),
                hosts.text(),
                "test",
                ChangeClass.NONE,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                sessions);
        var state = " BGP --- up 2026-11-23 09:59:00.000 Established";
        var rows = rows(A + state, other + state, upstream + state);
        var details = new java.util.TreeMap<ProtocolName, ProtocolDetails>();
        for (var row : rows) {
            details.put(new ProtocolName(row.name()), new ProtocolDetails(row, Map.of(), List.of()));
        }
        table.observe(config, rows, details, T0);
        table.observe(config, rows, details, T0.plusSeconds(1));
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(2))).isEmpty();

        table.recount(java.util.Set.of());
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(2))).isEmpty();
        table.recount(java.util.Set.of(A));
        assertThat(table.wanting(config, rows, 10, T0.plusSeconds(2))).containsExactlyInAnyOrder(A, upstream);
    }

    private static Map<ProtocolName, ProtocolDetails> detailsOf(List<ProtocolRow> rows) {
        return Map.of(A, new ProtocolDetails(rows.getFirst(), Map.of(), List.of()));
    }
}
