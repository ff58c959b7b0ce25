package io.heliograph.inventory.query;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Trouble;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.reason.ReasonCode.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that is not as it should be, the worst first. A root cause hides its consequences
/// ([ReasonCode#explainedBy()]): the routes over a session that is down are not told beside it, nor the sessions of a
/// reflector whose BIRD is gone.
final class Troubles {
    private static final Comparator<Trouble> WORST_FIRST = Comparator.comparing(
                    (Trouble trouble) -> trouble.reason().code().severity(), Comparator.reverseOrder())
            .thenComparing(trouble -> !trouble.reason().code().costsReachability())
            .thenComparing(trouble -> trouble.reason().code())
            .thenComparing(Trouble::subject);

    private final SessionNames names;
    private final Instant now;
    private final Map<Trouble, List<String>> found = new LinkedHashMap<>();

    /// What holds of what, told or not.
    private final Map<String, Set<ReasonCode>> holds = new HashMap<>();

    private Troubles(SessionNames names, Instant now) {
        this.names = names;
        this.now = now;
    }

    static List<Trouble> of(
            FleetSnapshot fleet,
            Collection<ApplyView> configurations,
            List<SessionView> sessions,
            List<RouteView> routes,
            Instant now) {
        var troubles = new Troubles(SessionNames.among(sessions), now);
        fleet.drift().forEach(reason -> troubles.add("bus", "topics", reason, Optional.empty()));
        fleet.hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(troubles::host);
        fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .flatMap(entry -> Stream.ofNullable(fleet.reflectorReports().get(entry.reflector())))
                .forEach(troubles::reflector);
        configurations.forEach(troubles::configuration);
        RolloutQueries.rollouts(fleet).forEach(troubles::rollout);
        troubles.silence(fleet);
        sessions.stream()
                .filter(session -> !fleet.silent().containsKey(NodeId.of(session.reflector())))
                .forEach(troubles::session);
        routes.forEach(troubles::route);
        return troubles.found.keySet().stream()
                .filter(trouble -> !troubles.isExplained(trouble))
                .sorted(WORST_FIRST)
                .toList();
    }

    private boolean isExplained(Trouble trouble) {
        var causes = trouble.reason().code().explainedBy();
        return !causes.isEmpty()
                && found.getOrDefault(trouble, List.of()).stream()
                        .anyMatch(key ->
                                holds.getOrDefault(key, Set.of()).stream().anyMatch(causes::contains));
    }

    /// @param under what the subject depends on
    private void add(String kind, String subject, Reason reason, Optional<Instant> since, String... under) {
        add(kind, subject, kind + " " + subject, reason, since, under);
    }

    /// @param key by which others depend on it
    private void add(String kind, String subject, String key, Reason reason, Optional<Instant> since, String... under) {
        boolean news = holds.computeIfAbsent(key, _ -> EnumSet.noneOf(ReasonCode.class))
                .add(reason.code());
        if (!news && reason.code() == ReasonCode.BIRD_UNREACHABLE) {
            // Each who asks it is told in other words.
            return;
        }
        boolean settled = since.map(at -> at.plus(reason.code().showsAfter()).isBefore(now))
                .orElse(true);
        boolean matters =
                reason.code().severity() != Severity.INFO || reason.code().costsReachability();
        var trouble = new Trouble(kind, subject, reason, since);
        // What an agent holds is its last word on the configuration, and waits on its way as well.
        if (settled && matters) {
            found.putIfAbsent(trouble, List.of(under));
        }
    }

    private void host(HostEntry entry) {
        var name = entry.host().value();
        var since = Optional.of(entry.change().at());
        entry.reason().ifPresent(reason -> add("host", name, reason, since));
        entry.preflight().forEach(reason -> add("host", name, reason, since));
    }

    private void reflector(ReflectorReport report) {
        report.preflight().forEach(reason -> add("reflector", report.reflector().value(), reason, Optional.empty()));
    }

    /// Where nobody is heard it is the bus, and the agents need not be named.
    private void silence(FleetSnapshot fleet) {
        if (fleet.deaf()) {
            fleet.silent().values().stream()
                    .max(Comparator.naturalOrder())
                    .ifPresent(last -> add(
                            "bus",
                            "agents",
                            Reason.of(ReasonCode.BUS_SILENT, last.truncatedTo(ChronoUnit.SECONDS)),
                            Optional.of(last)));
            return;
        }
        fleet.silent().forEach((node, last) -> {
            if (isExpected(fleet, node)) {
                fleet.silence(node).ifPresent(why -> add(kind(node), node.name(), why, Optional.of(last)));
            }
        });
    }

    /// Whoever was removed, drained or given up, or has another reason to be told of, may be silent.
    private static boolean isExpected(FleetSnapshot fleet, NodeId node) {
        return switch (node.kind()) {
            case HOST ->
                Optional.ofNullable(fleet.hosts().get(new HostId(node.name())))
                        .filter(host -> host.lifecycle() == Lifecycle.ACTIVE
                                && host.reason().isEmpty()
                                && host.drain().isEmpty())
                        .isPresent();
            case REFLECTOR ->
                Optional.ofNullable(fleet.reflectors().get(new ReflectorId(node.name())))
                        .filter(reflector -> reflector.lifecycle() == Lifecycle.ACTIVE)
                        .isPresent();
        };
    }

    private void configuration(ApplyView view) {
        if (view.progress() != Progress.CONFIRMED) {
            view.reason().ifPresent(reason -> add(kind(view.node()), view.node().name(), reason, view.at()));
        }
    }

    private void rollout(RolloutView view) {
        var kind = kind(view.node());
        var name = view.node().name();
        view.reason().ifPresent(reason -> add(kind, name, reason, Optional.of(view.since()), kind + " " + name));
    }

    private static String kind(NodeId node) {
        return node.kind() == NodeId.Kind.HOST ? "host" : "reflector";
    }

    private void session(SessionView session) {
        if (session.state() == SessionState.UP) {
            session.reason().ifPresent(reason -> add("session", names.of(session), reason, session.since()));
            return;
        }
        var reason = session.reason()
                .orElseGet(() -> Reason.of(
                        ReasonCode.SESSION_NOT_YET,
                        session.peer(),
                        session.bgpState().isEmpty() ? "not yet seen" : session.bgpState()));
        var reflector = "reflector " + session.reflector();
        if (reason.code() == ReasonCode.BIRD_UNREACHABLE) {
            add("reflector", session.reflector().value(), reason, session.since());
        }
        add(
                "session",
                names.of(session),
                "session " + session.ends(),
                reason,
                session.since(),
                reflector,
                "host " + session.peer());
    }

    private void route(RouteView route) {
        var subject = route.prefix().toString();
        var since = latest(route.reachedAt());
        if (!route.admitted()) {
            route.reason().ifPresent(reason -> add("route", subject, reason, since));
            return;
        }
        // What its host says of itself is told there, and is not told again of each of its subnets.
        route.broken()
                .filter(reason -> found.keySet().stream()
                        .noneMatch(trouble -> trouble.kind().equals("host")
                                && trouble.subject().equals(route.host().value())
                                && trouble.reason().equals(reason)))
                .ifPresent(reason -> add("route", subject, reason, Probes.silentSince(route), whatPingsNeed(route)));
        for (var on : route.reflectors()) {
            if (on.stage() != Stage.VERIFIED) {
                add(
                        "route",
                        subject,
                        on.reason().orElseGet(() -> missing(route, on)),
                        latest(on.reachedAt()),
                        "session " + on.reflector() + "/" + route.host(),
                        "reflector " + on.reflector(),
                        "host " + route.host());
            }
        }
    }

    private static String[] whatPingsNeed(RouteView route) {
        return Stream.concat(
                        Stream.of("host " + route.host()),
                        route.reflectors().stream()
                                .filter(Probes::isSilent)
                                .map(on -> "session " + on.reflector() + "/" + route.host()))
                .toArray(String[]::new);
    }

    static Reason missing(RouteView route, RouteView.OnReflector on) {
        return Reason.of(ReasonCode.ROUTE_MISSING, route.prefix(), route.host(), on.reflector());
    }

    private static Optional<Instant> latest(Map<Stage, Instant> reachedAt) {
        return reachedAt.values().stream().max(Comparator.naturalOrder());
    }
}
