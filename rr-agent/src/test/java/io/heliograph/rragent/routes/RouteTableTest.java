package io.heliograph.rragent.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedOrigin;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final Prefix P = Prefix.parse("2001:db8:7::/64");
    private static final Prefix Q = Prefix.parse("2001:db8:8::/64");
    private static final IpAddress HOST = IpAddress.parse("2001:db8::11");
    static final String DOCKER01 = ProtocolName.of(new HostId("docker01")).value();

    private final RouteTable table = table();

    static RouteTable table() {
        return new RouteTable(new ReflectorId("rr01"), new ClusterId("c1"), Duration.ofMinutes(5));
    }

    static NodeConfig config(String host, Prefix... prefixes) {
        var name = new HostId(host);
        var text = host + List.of(prefixes);
        return new NodeConfig(
                NodeId.of(new ReflectorId("rr01")),
                new ClusterId("c1"),
                Revision.of(text),
                Optional.empty(),
                text,
                "test",
                ChangeClass.NONE,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                List.of(new PlannedSession(ProtocolName.of(name), PeerKind.HOST, host, HOST, List.of(prefixes))));
    }

    static Route route(Prefix prefix, String destination, String protocol) {
        var hops = destination.equals("unicast")
                ? List.of(new Route.NextHop(Optional.of(HOST), Optional.of("eth0")))
                : List.<Route.NextHop>of();
        return new Route("master6", prefix, destination, protocol, "", Optional.empty(), true, hops, Map.of());
    }

    private List<RouteHealth> see(int second, Route... routes) {
        return table.observe(new RouteSight.Everything(List.of(routes)), T0.plusSeconds(second));
    }

    @Test
    void a_prefix_walks_its_stages_and_each_has_its_time() {
        assertThat(table.plan(config("docker01", P), T0, T0)).isEmpty();

        var missing = see(1).getFirst();
        var unresolved = see(2, route(P, "unreachable", DOCKER01)).getFirst();
        var verified = see(3, route(P, "unicast", DOCKER01)).getFirst();

        assertThat(missing)
                .returns(Stage.APPLIED, RouteHealth::stage)
                .returns(Map.of(Stage.APPLIED, T0), RouteHealth::reachedAt)
                .returns(
                        ReasonCode.ROUTE_MISSING,
                        it -> it.reason().orElseThrow().code());
        assertThat(unresolved)
                .returns(Stage.REFLECTED, RouteHealth::stage)
                .returns(
                        ReasonCode.NEXT_HOP_UNRESOLVED,
                        it -> it.reason().orElseThrow().code());
        assertThat(verified)
                .returns(Stage.VERIFIED, RouteHealth::stage)
                .returns(
                        Map.of(
                                Stage.APPLIED, T0,
                                Stage.REFLECTED, T0.plusSeconds(2),
                                Stage.VERIFIED, T0.plusSeconds(3)),
                        RouteHealth::reachedAt)
                .returns(Optional.of(HOST), RouteHealth::nextHop)
                .returns(Optional.empty(), RouteHealth::reason)
                .returns("2001:db8:7::/64@rr01", RouteHealth::key);
        assertThat(table.pending()).isEmpty();
    }

    @Test
    void what_the_reflector_originates_is_followed_and_no_session_is_asked_for_it() {
        table.plan(originating("docker03", P), T0, T0);

        var gone = see(1).getFirst();
        assertThat(gone)
                .returns(Stage.APPLIED, RouteHealth::stage)
                .returns(new HostId("docker03"), RouteHealth::host)
                .returns(Optional.of(Reason.of(ReasonCode.NEXT_HOP_UNRESOLVED, P, "rr01", HOST)), RouteHealth::reason);
        assertThat(table.missing(T0)).isEmpty();
        assertThat(table.sessionsOf(List.of(gone))).isEmpty();

        var protocol = ProtocolName.of(new HostId("docker03")).value();
        assertThat(see(2, route(P, "unicast", protocol)).getFirst()).returns(Stage.VERIFIED, RouteHealth::stage);
    }

    @Test
    void an_ipv4_subnet_is_verified_by_way_of_its_host_s_ipv6_address() {
        var ipv4 = Prefix.parse("10.128.7.0/24");
        var of4 = Prefix.parse("10.128.3.0/24");
        table.plan(originating("docker03", of4), T0, T0);
        var name = ProtocolName.of(new HostId("docker03"));

        assertThat(see(1, route(of4, "unicast", name.value())).getFirst())
                .as("the protocol of the other family")
                .returns(Stage.APPLIED, RouteHealth::stage);
        assertThat(see(2, route(of4, "unicast", name + "_ipv4")).getFirst())
                .returns(Stage.VERIFIED, RouteHealth::stage)
                .returns(Optional.of(HOST), RouteHealth::nextHop);

        table.plan(config("docker01", ipv4), T0, T0);
        var session = ProtocolName.of(new HostId("docker01")).value();
        assertThat(see(3, route(ipv4, "unicast", session)).getFirst())
                .returns(Stage.VERIFIED, RouteHealth::stage)
                .returns("10.128.7.0/24@rr01", RouteHealth::key);
    }

    private static NodeConfig originating(String host, Prefix... prefixes) {
        var name = new HostId(host);
        var session = config("docker01");
        return new NodeConfig(
                session.node(),
                session.cluster(),
                session.revision(),
                session.previous(),
                session.text(),
                session.renderer(),
                session.changeClass(),
                session.cost(),
                session.inputOffsets(),
                session.cause(),
                session.sessions(),
                Optional.of(List.of(new PlannedOrigin(ProtocolName.of(name), name, HOST, List.of(prefixes)))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void nothing_is_told_twice_before_the_refresh() {
        table.plan(config("docker01", P), T0, T0);
        see(1, route(P, "unicast", DOCKER01));
        assertThat(see(2, route(P, "unicast", DOCKER01))).isEmpty();
        assertThat(see(301, route(P, "unicast", DOCKER01))).hasSize(1);
    }

    @Test
    void the_route_of_another_session_is_not_the_hosts() {
        table.plan(config("docker01", P), T0, T0);
        assertThat(see(1, route(P, "unicast", "r_other"))).singleElement().returns(Stage.APPLIED, RouteHealth::stage);
    }

    @Test
    void a_lost_route_falls_back_and_gets_a_new_time_when_it_returns() {
        table.plan(config("docker01", P), T0, T0);
        see(1, route(P, "unicast", DOCKER01));
        var lost = see(2).getFirst();
        var back = see(9, route(P, "unicast", DOCKER01)).getFirst();

        assertThat(lost.reachedAt()).containsOnlyKeys(Stage.APPLIED);
        assertThat(back.reachedAt()).containsEntry(Stage.VERIFIED, T0.plusSeconds(9));
    }

    @Test
    void a_question_about_some_says_nothing_about_others() {
        table.plan(config("docker01", P, Q), T0, T0);
        see(1, route(P, "unicast", DOCKER01));
        assertThat(table.pending()).containsExactly(Q);

        var told = table.observe(
                new RouteSight.Asked(Set.of(Q), List.of(route(Q, "unicast", DOCKER01))), T0.plusSeconds(2));

        assertThat(told).extracting(RouteHealth::prefix).containsExactly(Q);
        assertThat(table.pending()).isEmpty();
    }

    @Test
    void a_prefix_that_is_no_longer_expected_is_removed_once() {
        table.plan(config("docker01", P), T0, T0);
        see(1, route(P, "unicast", DOCKER01));

        assertThat(table.plan(config("docker01"), T0, T0.plusSeconds(2)))
                .singleElement()
                .returns(Lifecycle.REMOVED, RouteHealth::lifecycle);
        assertThat(table.plan(config("docker01"), T0, T0.plusSeconds(3))).isEmpty();
        assertThat(see(4, route(P, "unicast", DOCKER01))).isEmpty();
    }

    @Test
    void a_prefix_that_moved_to_another_host_begins_anew() {
        table.plan(config("docker01", P), T0, T0);
        see(1, route(P, "unicast", DOCKER01));
        table.plan(config("docker02", P), T0.plusSeconds(5), T0.plusSeconds(5));

        assertThat(see(6, route(P, "unicast", DOCKER01)))
                .singleElement()
                .returns(new HostId("docker02"), RouteHealth::host)
                .returns(Stage.APPLIED, RouteHealth::stage);
    }

    @Test
    void without_bird_nothing_is_verified() {
        table.plan(config("docker01", P), T0, T0);
        see(1, route(P, "unicast", DOCKER01));
        var why = Reason.of(ReasonCode.BIRD_UNREACHABLE, "s", "gone");

        assertThat(table.observe(new RouteSight.Blind(why), T0.plusSeconds(2)))
                .singleElement()
                .returns(Stage.APPLIED, RouteHealth::stage)
                .returns(Optional.of(why), RouteHealth::reason);
        assertThat(table.observe(new RouteSight.Blind(why), T0.plusSeconds(3))).isEmpty();
    }

    @Test
    void a_restarted_agent_keeps_the_times_and_removes_what_is_gone() {
        var before = table();
        before.plan(config("docker01", P, Q), T0, T0);
        var told = before.observe(new RouteSight.Everything(List.of(route(P, "unicast", DOCKER01))), T0.plusSeconds(1));
        table.plan(config("docker01", P), T0.plusSeconds(100), T0.plusSeconds(100));
        see(101, route(P, "unicast", DOCKER01));

        var changes = table.recall(told, T0.plusSeconds(102));

        assertThat(changes).hasSize(2);
        assertThat(changes)
                .filteredOn(it -> it.prefix().equals(P))
                .singleElement()
                .extracting(RouteHealth::reachedAt)
                .isEqualTo(Map.of(
                        Stage.APPLIED, T0,
                        Stage.REFLECTED, T0.plusSeconds(1),
                        Stage.VERIFIED, T0.plusSeconds(1)));
        assertThat(changes)
                .filteredOn(it -> it.prefix().equals(Q))
                .singleElement()
                .returns(Lifecycle.REMOVED, RouteHealth::lifecycle);
    }
}
