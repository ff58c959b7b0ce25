package io.heliograph.cli.doctor;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.reason.ReasonCode.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The round over all nodes that the inventory knows: what each node's machine, its sessions and its configuration
/// lack.
///
/// @param rollouts what waits on its way to nodes
public record FleetRound(
        List<HostView> hosts,
        List<ReflectorView> reflectors,
        List<SessionView> sessions,
        List<RouteView> routes,
        List<RolloutView> rollouts) {
    private static final Comparator<Reason> WORST_FIRST = Comparator.comparing(
                    (Reason reason) -> reason.code().severity(), Comparator.reverseOrder())
            .thenComparing(reason -> !reason.code().costsReachability())
            .thenComparing(Comparator.naturalOrder());

    /// Reflectors first, each by name.
    public List<Patient> patients() {
        return Stream.concat(
                        reflectors.stream().map(this::reflector), hosts.stream().map(this::host))
                .toList();
    }

    private Patient reflector(ReflectorView view) {
        var found = new ArrayList<>(view.preflight());
        var node = NodeId.of(view.reflector());
        configuration(node, view.configuration(), found);
        sessions.stream()
                .filter(session -> session.reflector().equals(view.reflector()))
                .forEach(session -> session(session, session.peer(), found));
        return Patient.of(node, view.cluster().value(), sorted(found));
    }

    private Patient host(HostView view) {
        var found = new ArrayList<>(view.preflight());
        var node = NodeId.of(view.host());
        view.reason().ifPresent(found::add);
        view.quarantined().forEach(subnet -> found.add(subnet.reason()));
        configuration(node, view.configuration(), found);
        sessions.stream()
                .filter(session -> session.kind() == PeerKind.HOST
                        && session.peer().equals(view.host().value()))
                .forEach(session -> session(session, session.reflector().value(), found));
        routes.stream()
                .filter(route -> route.host().equals(view.host()))
                .flatMap(route -> route.broken().stream())
                .forEach(found::add);
        return Patient.of(node, view.cluster().value(), sorted(found));
    }

    private void configuration(NodeId node, Optional<ApplyView> view, List<Reason> found) {
        view.filter(apply -> apply.progress() != Progress.CONFIRMED)
                .flatMap(ApplyView::reason)
                .ifPresent(found::add);
        rollouts.stream()
                .filter(rollout -> rollout.node().equals(node))
                .filter(rollout -> rollout.state() == Rollout.State.HELD || rollout.state() == Rollout.State.STOPPED)
                .flatMap(rollout -> rollout.reason().stream())
                .forEach(found::add);
    }

    private static void session(SessionView session, String other, List<Reason> found) {
        if (session.state() == SessionState.UP) {
            session.reason().ifPresent(found::add);
        } else {
            found.add(
                    session.reason().orElseGet(() -> Reason.of(ReasonCode.SESSION_NOT_YET, other, session.bgpState())));
        }
    }

    /// What is merely told, and costs nobody anything, is no trouble.
    private static List<Reason> sorted(List<Reason> found) {
        return found.stream()
                .filter(reason -> reason.code().severity() != Severity.INFO
                        || reason.code().costsReachability())
                .sorted(WORST_FIRST)
                .toList();
    }
}
