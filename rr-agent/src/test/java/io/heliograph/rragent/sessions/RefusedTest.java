package io.heliograph.rragent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.RouteListing;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a reflector refuses, and who is refused: prefixes that nobody admitted, and addresses of nobody.
class RefusedTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final ProtocolName A = ProtocolName.of(new HostId("docker01"));
    private static final String UP = A + " BGP --- up 2026-11-23 09:59:00.000 Established";
    private static final String KNOCK = "BGP: Unexpected connect from unknown address 2001:db8::%s (port 40123)";

    private final SessionTable table = SessionTableTest.table();

    private List<SessionHealth> look(int second) {
        return table.observe(
                        SessionTableTest.config("docker01"),
                        SessionTableTest.rows(UP),
                        Map.of(),
                        T0.plusSeconds(second))
                .health();
    }

    private static FilteredRoutes filtered(String... prefixes) {
        var lines = new ArrayList<BirdReply.Line>();
        lines.add(new BirdReply.Line(1007, "Table master6:"));
        for (var prefix : prefixes) {
            lines.add(new BirdReply.Line(1007, prefix + " unicast [" + A + " 10:00:00.000] * (100) [i]"));
        }
        lines.add(new BirdReply.Line(0, ""));
        return FilteredRoutes.of(RouteListing.parse(new BirdReply(0, lines)));
    }

    @Test
    void a_session_that_is_up_tells_how_many_of_its_prefixes_are_refused_and_the_first_of_them() {
        look(0);

        assertThat(table.filtered(filtered("::/0", "2001:db8:9::/64", "2001:db8:7::/80", "2001:db8:8::/64")))
                .isTrue();
        var told = look(1);

        assertThat(told).singleElement().returns(SessionState.UP, SessionHealth::state);
        var reason = told.getFirst().reason().orElseThrow();
        assertThat(reason.code()).isEqualTo(ReasonCode.ROUTES_FILTERED);
        assertThat(reason.message()).contains("docker01", "4 in number", "::/0", "2001:db8:7::/80", "and others");
    }

    @Test
    void the_same_again_is_not_told_and_the_end_is() {
        look(0);
        table.filtered(filtered("::/0"));
        look(1);

        assertThat(table.filtered(filtered("::/0"))).isFalse();
        assertThat(look(2)).isEmpty();
        assertThat(table.filtered(FilteredRoutes.NONE)).isTrue();
        assertThat(look(3))
                .singleElement()
                .satisfies(health -> assertThat(health.reason()).isEmpty());
    }

    @Test
    void what_is_refused_is_counted_anew() {
        look(0);
        look(1);
        table.filtered(filtered("::/0"));

        assertThat(table.wanting(SessionTableTest.config("docker01"), SessionTableTest.rows(UP), 9, T0.plusSeconds(2)))
                .containsExactly(A);
    }

    @Test
    void a_stranger_who_keeps_knocking_is_told_with_his_address_until_he_has_been_quiet() {
        table.heard(KNOCK.formatted("bad"), T0);
        assertThat(look(1)).noneMatch(health -> health.kind() == PeerKind.STRANGER);
        table.heard(KNOCK.formatted("bad"), T0.plusSeconds(4));

        assertThat(look(4))
                .singleElement()
                .returns("2001:db8::bad", SessionHealth::peer)
                .returns(PeerKind.STRANGER, SessionHealth::kind)
                .returns(SessionState.DOWN, SessionHealth::state)
                .extracting(health -> health.reason().orElseThrow().code())
                .isEqualTo(ReasonCode.PEER_UNKNOWN);
        assertThat(look(5)).isEmpty();
        assertThat(look(4 + (int) Strangers.QUIET.toSeconds()))
                .filteredOn(health -> health.kind() == PeerKind.STRANGER)
                .singleElement()
                .returns(Lifecycle.REMOVED, SessionHealth::lifecycle);
    }

    @Test
    void a_host_that_dialled_before_it_was_configured_is_no_stranger() {
        // The address of the configured session.
        table.heard(KNOCK.formatted("1"), T0);

        assertThat(look(10)).noneMatch(health -> health.kind() == PeerKind.STRANGER);
    }

    @Test
    void a_crowd_of_strangers_is_told_up_to_a_number() {
        for (int i = 0; i < 3 * Strangers.MOST; i++) {
            table.heard(KNOCK.formatted(Integer.toHexString(0x1000 + i)), T0);
        }

        assertThat(look(10))
                .filteredOn(health -> health.kind() == PeerKind.STRANGER)
                .hasSize(Strangers.MOST);
    }

    @Test
    void other_lines_and_addresses_that_name_a_link_are_passed_over() {
        table.heard("docker01: State changed to up", T0);
        table.heard("BGP: Unexpected connect from unknown address fe80::1%eth0 (port 1)", T0);

        assertThat(look(10)).noneMatch(health -> health.kind() == PeerKind.STRANGER);
    }
}
