package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.RouteCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One scene, played to BIRDs of three releases: `h_up` is established, `h_down` turns its peer away, `s1` holds
/// static routes. Seen from the other side (`…-errors`), `r_up` has hit its import limit of 2 and `r_bad` is turned
/// away.
class RecordedRepliesTest {
    private static final String VERSIONS = "io.heliograph.birdcontrol.reply.Recorded#versions";

    private static ProtocolRow row(List<ProtocolRow> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void the_greeting_names_the_version(String version) {
        var greeting = Recorded.reply(version, "greeting");
        assertThat(greeting.is(ReplyCode.WELCOME)).isTrue();
        assertThat(BirdVersion.in(greeting.text())).map(BirdVersion::toString).contains(version);
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void status(String version) {
        var status = DaemonStatus.parse(Recorded.reply(version, "status"));
        assertThat(status.versionText()).isEqualTo(version);
        assertThat(status.version()).get().matches(BirdVersion::isSupported);
        assertThat(status.routerId()).isEqualTo("192.0.2.1");
        assertThat(status.hostname()).isEqualTo("rr01");
        assertThat(status.lastReboot()).startsWith("2026-11-23 23:");
        assertThat(status.lastReconfiguration()).startsWith("2026-11-23 23:");
        assertThat(status.phase()).isEqualTo(DaemonStatus.Phase.RUNNING);
        assertThat(status.gracefulRestart()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void protocols(String version) {
        var rows = ProtocolRow.listing(Recorded.reply(version, "protocols"));
        assertThat(rows)
                .extracting(ProtocolRow::name)
                .containsExactlyInAnyOrder("device1", "d1", "s1", "h_up", "h_down");
        var up = row(rows, "h_up");
        assertThat(up.isBgp()).isTrue();
        assertThat(up.isEstablished()).isTrue();
        assertThat(up.table()).isEmpty();
        assertThat(up.since()).matches("2026-11-23 \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(up.lastError()).isEmpty();
        var down = row(rows, "h_down");
        assertThat(down.state()).isEqualTo("start");
        assertThat(down.bgpState()).contains(BgpState.IDLE);
        assertThat(down.lastError()).isEqualTo("BGP Error: Bad peer AS");
        assertThat(down.isEstablished()).isFalse();
        assertThat(row(rows, "s1").table()).contains("master6");
        assertThat(row(rows, "s1").bgpState()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void a_disabled_session_is_down_and_has_no_bgp_state(String version) {
        var row = row(ProtocolRow.listing(Recorded.reply(version, "protocols-disabled")), "h_up");
        assertThat(row.isEstablished()).isFalse();
        assertThat(row.isUp()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void the_last_error_stands_behind_the_state(String version) {
        var row = row(ProtocolRow.listing(Recorded.reply(version, "protocols-errors")), "r_bad");
        assertThat(row.bgpState()).contains(BgpState.ACTIVE);
        assertThat(row.lastError()).isEqualTo("Socket: Connection reset by peer");
        var details = ProtocolDetails.listing(Recorded.reply(version, "protocols-all-errors")).stream()
                .filter(it -> it.row().name().equals("r_bad"))
                .findFirst()
                .orElseThrow();
        assertThat(details.lastError()).isEqualTo("Socket: Connection reset by peer");
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void details(String version) {
        var listing = ProtocolDetails.listing(Recorded.reply(version, "protocols-all"));
        assertThat(listing).hasSize(5);
        var up = listing.stream()
                .filter(it -> it.row().name().equals("h_up"))
                .findFirst()
                .orElseThrow();
        assertThat(up.description()).isEqualTo("docker-01");
        assertThat(up.bgpState()).contains(BgpState.ESTABLISHED);
        assertThat(up.neighborAddress()).contains(IpAddress.parse("fd00::2"));
        assertThat(up.neighborId()).isEqualTo("192.0.2.2");
        assertThat(up.isGracefulRestartActive()).isFalse();
        var channel = up.channel("ipv6").orElseThrow();
        assertThat(channel.isUp()).isTrue();
        assertThat(channel.routes()).isEqualTo(new RouteCounts(3, 0, 8, 2));
        assertThat(channel.limits().get(ChannelDetails.LimitKind.IMPORT))
                .isEqualTo(new ChannelDetails.Limit(10, false, "block"));
        assertThat(channel.limits().get(ChannelDetails.LimitKind.RECEIVE))
                .isEqualTo(new ChannelDetails.Limit(20, false, "disable"));
        assertThat(channel.change("Import updates", "accepted"))
                .hasValueSatisfying(it -> assertThat(it).isPositive());
        assertThat(channel.change("Import withdraws", "filtered")).isEmpty();
        assertThat(channel.fields()).containsEntry("Table", "master6");

        var down = listing.stream()
                .filter(it -> it.row().name().equals("h_down"))
                .findFirst()
                .orElseThrow();
        assertThat(down.channel("ipv6").orElseThrow().routes()).isEqualTo(RouteCounts.NONE);
        assertThat(down.channel("ipv6").orElseThrow().isUp()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void a_limit_that_was_hit_says_so(String version) {
        var channel = ProtocolDetails.listing(Recorded.reply(version, "protocols-all-errors")).stream()
                .filter(it -> it.row().name().equals("r_up"))
                .findFirst()
                .flatMap(it -> it.channel("ipv6"))
                .orElseThrow();
        assertThat(channel.limits().get(ChannelDetails.LimitKind.IMPORT))
                .isEqualTo(new ChannelDetails.Limit(2, true, "block"));
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void the_grid_is_read_by_its_header(String version) {
        var channel = ProtocolDetails.listing(Recorded.reply(version, "protocols-all-h_up"))
                .getFirst()
                .channel("ipv6")
                .orElseThrow();
        boolean three = version.startsWith("3.");
        assertThat(channel.change("Import updates", "RX limit").isPresent()).isEqualTo(three);
        long received = channel.change("Import updates", "received").orElseThrow();
        long accepted = channel.change("Import updates", "accepted").orElseThrow();
        assertThat(received).isGreaterThanOrEqualTo(accepted);
        assertThat(channel.changes()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void routes(String version) {
        var routes = RouteListing.parse(Recorded.reply(version, "route"));
        var learned = routes.stream()
                .filter(it -> it.protocol().equals("h_up") && it.isReachable())
                .findFirst()
                .orElseThrow();
        assertThat(learned.table()).isEqualTo("master6");
        assertThat(learned.nextHops())
                .containsExactly(new Route.NextHop(Optional.of(IpAddress.parse("fd01::99")), Optional.of("v0")));
        assertThat(learned.from()).contains("fd00::2");
        assertThat(learned.since()).matches("2026-11-23 \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        var local = routes.stream()
                .filter(it -> it.prefix().equals(Prefix.parse("2001:db8:2::/64")))
                .findFirst()
                .orElseThrow();
        assertThat(local.destination()).isEqualTo("unreachable");
        assertThat(local.selected()).isTrue();
        assertThat(local.from()).isEmpty();
        assertThat(RouteListing.parse(Recorded.reply(version, "route-none"))).isEmpty();
        assertThat(RouteListing.parse(Recorded.reply(version, "route-table"))).isEqualTo(routes);
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void a_further_route_of_a_prefix_has_that_prefix_and_is_not_selected(String version) {
        var both = RouteListing.parse(Recorded.reply(version, "route")).stream()
                .filter(it -> it.prefix().equals(Prefix.parse("2001:db8:a:1::/64")))
                .toList();
        assertThat(both).extracting(Route::protocol).containsExactly("s1", "h_up");
        assertThat(both).extracting(Route::selected).containsExactly(true, false);
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void attributes_of_routes(String version) {
        var learned = RouteListing.parse(Recorded.reply(version, "route-all")).stream()
                .filter(it -> it.prefix().equals(Prefix.parse("2001:db8:a:1::/64"))
                        && it.protocol().equals("h_up"))
                .findFirst()
                .orElseThrow();
        boolean three = version.startsWith("3.");
        assertThat(learned.attributes())
                .containsEntry(three ? "bgp_next_hop" : "BGP.next_hop", "fd01::99")
                .containsEntry(three ? "bgp_community" : "BGP.community", "(65001,7)");
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void answers_to_configure(String version) {
        assertThat(answer(version, "check-ok")).isEqualTo(new ConfigureAnswer.ReadableConfig());
        assertThat(answer(version, "configure-same")).isEqualTo(new ConfigureAnswer.Done());
        assertThat(answer(version, "configure-timeout")).isEqualTo(new ConfigureAnswer.Underway());
        assertThat(answer(version, "confirm")).isEqualTo(new ConfigureAnswer.Confirmed());
        assertThat(answer(version, "confirm-nothing")).isEqualTo(new ConfigureAnswer.NothingToDo());
        assertThat(answer(version, "undo")).isEqualTo(new ConfigureAnswer.Underway());
        assertThat(answer(version, "undo-nothing")).isEqualTo(new ConfigureAnswer.NothingToDo());
        assertThat(answer(version, "parse-error")).isInstanceOf(ConfigureAnswer.Unexpected.class);
    }

    private static ConfigureAnswer answer(String version, String name) {
        return ConfigureAnswer.parse(Recorded.reply(version, name));
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void complaints_name_file_line_and_column(String version) {
        assertThat(answer(version, "check-bad"))
                .isEqualTo(new ConfigureAnswer.Refused(new BirdComplaint(
                        "/etc/bird/bad.conf",
                        3,
                        27,
                        "syntax error, unexpected '}', expecting ';' or '{' or SADR",
                        List.of())));
        assertThat(answer(version, "check-missing"))
                .isEqualTo(new ConfigureAnswer.Refused(
                        new BirdComplaint("/etc/bird/nofile.conf", 0, 0, "No such file or directory", List.of())));
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void the_status_of_a_trial(String version) {
        var quiet = ConfigureStatus.parse(Recorded.reply(version, "configure-status"));
        assertThat(quiet.isQuiet()).isTrue();
        var pending = ConfigureStatus.parse(Recorded.reply(version, "configure-status-pending"));
        assertThat(pending.isQuiet()).isFalse();
        assertThat(pending.undoIn())
                .hasValueSatisfying(it -> assertThat(it).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @MethodSource(VERSIONS)
    void refusals_are_errors(String version) {
        assertThat(Recorded.reply(version, "parse-error").isError()).isTrue();
        assertThat(Recorded.reply(version, "route-none").isError()).isTrue();
        assertThat(Recorded.reply(version, "disable").isError()).isFalse();
        // BIRD 3 knows no `echo`.
        assertThat(Recorded.reply(version, "echo").isError()).isEqualTo(version.startsWith("3."));
    }
}
