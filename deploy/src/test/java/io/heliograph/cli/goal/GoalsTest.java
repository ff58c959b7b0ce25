package io.heliograph.cli.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.goal.Verdict.NotYet;
import io.heliograph.cli.goal.Verdict.Reached;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoalsTest {
    private static final String BLUE = "2001:db8:c001::/64";

    @Test
    void aPrefixIsVerifiedOnceEveryReflectorHasIt() {
        assertThat(Goals.verified(BLUE, List.of(route("docker01", true, Stage.VERIFIED))))
                .isEqualTo(new Reached());
        assertThat(Goals.verified(BLUE, List.of(route("docker01", true, Stage.APPLIED))))
                .isEqualTo(new NotYet(BLUE + " of docker01 is applied"));
    }

    @Test
    void aPrefixMayBeWrittenInAnyForm() {
        assertThat(Goals.verified("2001:0db8:c001:0::/64", List.of(route("docker01", true, Stage.VERIFIED))))
                .isEqualTo(new Reached());
    }

    @Test
    void whatNobodyReportedMayStillCome() {
        assertThat(Goals.verified(BLUE, List.of())).isEqualTo(new NotYet("no host has reported it"));
        assertThat(Goals.up("rr01", List.of())).isEqualTo(new NotYet("no session is configured for it"));
        assertThat(Goals.confirmed("rr01", List.of())).isEqualTo(new NotYet("no configuration is wanted for it"));
    }

    @Test
    void aRefusedPrefixSaysWhy() {
        var verdict = Goals.verified(BLUE, List.of(route("docker01", false, Stage.OBSERVED)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        NotYet.class,
                        notYet -> assertThat(notYet.why())
                                .startsWith("refused (PREFIX_TAKEN: ")
                                .contains("held by docker07"));
    }

    @Test
    void theHolderOfADisputedPrefixCounts() {
        var routes = List.of(route("docker02", false, Stage.OBSERVED), route("docker01", true, Stage.VERIFIED));

        assertThat(Goals.verified(BLUE, routes)).isEqualTo(new Reached());
        assertThat(Goals.verified("docker01", routes)).isEqualTo(new Reached());
        assertThat(Goals.verified("docker02", routes)).isInstanceOf(NotYet.class);
        assertThat(Goals.verified("fleet", routes)).isEqualTo(new Reached());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rr01/docker01", "docker01", "rr01", "fleet"})
    void aSessionGoesByManyNames(String name) {
        assertThat(Goals.up(name, List.of(session(SessionState.UP)))).isEqualTo(new Reached());
        assertThat(Goals.up(name, List.of(session(SessionState.UP), session(SessionState.DOWN))))
                .isEqualTo(new NotYet("rr01/docker01 is down"));
    }

    @Test
    void aSessionGoesByItsProtocolToo() {
        var session = session(SessionState.UP);

        assertThat(Goals.up(session.name(), List.of(session))).isEqualTo(new Reached());
        assertThat(Goals.up("rr02/" + session.session(), List.of(session))).isInstanceOf(NotYet.class);
    }

    @Test
    void aNodeIsConfirmedWhenItRunsWhatWasRenderedLast() {
        var confirmed = apply("reflector/rr01", Progress.CONFIRMED);
        var held = apply("host/docker01", Progress.HELD);

        assertThat(Goals.confirmed("rr01", List.of(confirmed, held))).isEqualTo(new Reached());
        assertThat(Goals.confirmed("host/docker01", List.of(confirmed, held)))
                .isEqualTo(new NotYet("host/docker01 is held"));
        assertThat(Goals.confirmed("fleet", List.of(confirmed, held))).isInstanceOf(NotYet.class);
    }

    private static RouteView route(String host, boolean admitted, Stage stage) {
        var reason = admitted
                ? Optional.<Reason>empty()
                : Optional.of(Reason.of(ReasonCode.PREFIX_TAKEN, BLUE, host, BLUE, "docker07"));
        return new RouteView(
                Prefix.parse(BLUE),
                new HostId(host),
                new ClusterId("lab"),
                "blue",
                admitted,
                stage,
                Map.of(),
                List.of(),
                reason,
                Optional.empty());
    }

    private static SessionView session(SessionState state) {
        return new SessionView(
                new ReflectorId("rr01"),
                ProtocolName.of(new HostId("docker01")),
                Optional.of(new ClusterId("lab")),
                PeerKind.HOST,
                "docker01",
                IpAddress.parse("2001:db8::101"),
                Optional.of(new Asn(65001)),
                Optional.of(new Asn(65001)),
                state,
                "Established",
                Optional.empty(),
                Optional.empty(),
                RouteCounts.NONE,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ApplyView apply(String node, Progress progress) {
        return new ApplyView(
                NodeId.parse(node),
                new ClusterId("lab"),
                progress,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
