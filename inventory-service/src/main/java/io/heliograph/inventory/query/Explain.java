package io.heliograph.inventory.query;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The whole story of a subnet, a host or a session: what has happened so far, what has not, why, and the mend.
public final class Explain {
    private final FleetSnapshot fleet;
    private final List<SessionView> sessions;

    private Explain(FleetSnapshot fleet) {
        this.fleet = fleet;
        this.sessions = SessionQueries.sessions(fleet);
    }

    /// The story of a prefix, of a session as `reflector/session` or `reflector/peer`, or of a host; empty when
    /// there is no such thing.
    public static Optional<Explanation> explain(FleetSnapshot fleet, String subject) {
        var explain = new Explain(fleet);
        return prefix(subject)
                .flatMap(explain::route)
                .or(() -> explain.session(subject))
                .or(() -> explain.host(subject.startsWith("host/") ? subject.substring("host/".length()) : subject));
    }

    private static Optional<Prefix> prefix(String subject) {
        try {
            return Optional.of(Prefix.parse(subject));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    /// Where several hosts report a prefix, the story is its holder's.
    private Optional<Explanation> route(Prefix prefix) {
        var routes = RouteQueries.routes(fleet);
        return routes.stream()
                .filter(route -> route.prefix().equals(prefix))
                .min(Comparator.comparing((RouteView route) -> !route.admitted()))
                .or(() -> routes.stream()
                        .filter(route -> route.admitted() && route.prefix().covers(prefix))
                        .findFirst())
                .map(this::route);
    }

    private Explanation route(RouteView route) {
        var story = new Story(route.prefix().toString(), Kind.PREFIX);
        var times = route.reachedAt();
        story.good("observed", "on " + route.host() + ", network " + route.network(), at(times.get(Stage.OBSERVED)));
        if (!route.admitted()) {
            var why = route.reason().map(Reason::message).orElse("");
            story.bad("quarantined", why, Optional.empty());
            story.because(route.reason());
            return story.end(false, "quarantined: " + why, Optional.of(Stage.ADMITTED));
        }
        story.good("admitted", "in cluster " + route.cluster(), at(times.get(Stage.ADMITTED)));
        if (DrainQuery.isOutOfService(route)) {
            story.because(route.reason());
        }
        hostSide(story, route);
        route.reflectors().forEach(on -> reflectorSide(story, route, on));
        route.broken().ifPresent(reason -> story.bad("broken", reason.message(), Optional.empty()));
        if (route.reflectors().isEmpty()) {
            story.bad("reflectors", "none in cluster " + route.cluster(), Optional.empty());
        }
        var next = Arrays.stream(Stage.values())
                .filter(stage -> stage.compareTo(route.stage()) > 0)
                .findFirst();
        story.because(route.broken());
        return story.end(
                route.isWell(),
                summary(route, next),
                next.or(() -> route.broken().map(_ -> Stage.VERIFIED)));
    }

    private static String summary(RouteView route, Optional<Stage> next) {
        return next.map(stage -> "not yet " + stage.name().toLowerCase(Locale.ROOT))
                .orElse(
                        route.broken().isPresent()
                                ? "broken: every route stands, and nothing gets in"
                                : "verified on every reflector");
    }

    private void hostSide(Story story, RouteView route) {
        var apply = Optional.ofNullable(NodeQueries.byNode(fleet).get(NodeId.of(route.host())));
        apply.ifPresent(view -> configuration(story, view));
        var entry = fleet.hosts().get(route.host());
        if (entry != null) {
            entry.preflight().forEach(reason -> story.bad("preflight", reason.message(), Optional.empty()));
        }
    }

    private static void configuration(Story story, ApplyView view) {
        boolean confirmed = view.progress() == Progress.CONFIRMED;
        var revision = view.rendered().map(rendered -> rendered.abbreviated()).orElse("none");
        story.tell(
                "configuration of " + view.node(),
                revision + " " + view.progress().name().toLowerCase(Locale.ROOT),
                confirmed,
                view.at());
        if (!confirmed) {
            story.because(view.reason());
        }
    }

    private void reflectorSide(Story story, RouteView route, RouteView.OnReflector on) {
        sessions.stream()
                .filter(session -> session.reflector().equals(on.reflector())
                        && session.kind() == PeerKind.HOST
                        && session.peer().equals(route.host().value()))
                .forEach(session -> {
                    story.tell("session with " + on.reflector(), words(session), isUp(session), session.since());
                    if (!isUp(session)) {
                        story.because(session.reason());
                    }
                });
        boolean verified = on.stage() == Stage.VERIFIED;
        story.tell(
                "on " + on.reflector(),
                on.stage().name().toLowerCase(Locale.ROOT)
                        + on.nextHop().map(hop -> ", next hop " + hop).orElse(""),
                verified,
                at(on.reachedAt().get(on.stage())));
        on.probe()
                .ifPresent(probe -> story.tell(
                        "probe from " + on.reflector(),
                        probe.target() + (Probes.isSilent(on) ? " does not answer" : " answers"),
                        !Probes.isSilent(on),
                        Optional.of(probe.since())));
        if (!verified) {
            story.because(on.reason());
            if (on.stage().compareTo(Stage.RENDERED) >= 0) {
                story.because(Optional.of(Troubles.missing(route, on)));
            }
        }
    }

    private static Optional<Instant> at(@Nullable Instant at) {
        return Optional.ofNullable(at);
    }

    private static boolean isUp(SessionView session) {
        return session.state() == SessionState.UP;
    }

    private static String words(SessionView session) {
        return session.state().name().toLowerCase(Locale.ROOT)
                + session.reason().map(reason -> ": " + reason.message()).orElse("");
    }

    private Optional<Explanation> session(String subject) {
        return sessions.stream()
                .filter(session ->
                        session.name().equals(subject) || (session.reflector() + "/" + session.peer()).equals(subject))
                .findFirst()
                .map(Explain::session);
    }

    private static Explanation session(SessionView session) {
        var story = new Story(session.name(), Kind.SESSION);
        story.good(
                "between",
                session.reflector() + " and " + session.peer() + " at " + session.neighbor(),
                Optional.empty());
        story.tell("state", words(session), isUp(session), session.since());
        if (!session.bgpState().isEmpty()) {
            story.tell("BGP state", session.bgpState(), isUp(session), session.observedAt());
        }
        session.lastError().ifPresent(error -> story.tell("last error", error, isUp(session), Optional.empty()));
        var counts = session.counts();
        boolean all = session.kind() != PeerKind.HOST || counts.imported() >= session.expectedPrefixes();
        story.tell(
                "routes",
                counts.imported() + " received, " + session.expectedPrefixes() + " expected, " + counts.exported()
                        + " advertised, " + counts.filtered() + " filtered",
                all,
                session.observedAt());
        story.because(session.reason());
        if (!isUp(session)) {
            story.because(Optional.of(Reason.of(ReasonCode.SESSION_NOT_YET, session.peer(), words(session))));
        }
        return story.end(isUp(session) && all, words(session), Optional.empty());
    }

    private Optional<Explanation> host(String name) {
        return hostId(name).map(id -> fleet.hosts().get(id)).map(this::host);
    }

    private static Optional<HostId> hostId(String name) {
        try {
            return Optional.of(new HostId(name));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private Explanation host(HostEntry entry) {
        var story = new Story(entry.host().value(), Kind.HOST);
        boolean active = entry.lifecycle() == Lifecycle.ACTIVE;
        boolean admitted = active && entry.standing() == Standing.ADMITTED;
        story.tell(
                active ? entry.standing().name().toLowerCase(Locale.ROOT) : "removed",
                "in cluster " + entry.cluster() + ", by " + entry.change().by() + ": "
                        + entry.change().why(),
                admitted,
                Optional.of(entry.change().at()));
        story.because(entry.reason());
        drain(story, entry);
        var configurations = NodeQueries.byNode(fleet);
        var view = NodeQueries.host(entry, fleet, SessionQueries.ofHost(sessions, entry.host()), configurations);
        view.facts()
                .ifPresent(facts -> story.good(
                        "last report",
                        facts.address() + ", Docker " + facts.engine().orElse("away") + ", "
                                + (entry.hasBird()
                                        ? "BIRD " + facts.bird().orElse("away")
                                        : "no BIRD: reflectors originate its subnets"),
                        view.lastReport()));
        view.configuration().ifPresent(apply -> configuration(story, apply));
        if (entry.hasBird()) {
            story.tell("sessions", view.sessions().clause(), view.sessions().isComplete(), Optional.empty());
        }
        lostSessions(story, entry);
        subnets(story, entry);
        boolean healthy = admitted
                && entry.reason().isEmpty()
                && entry.quarantined().isEmpty()
                && entry.preflight().isEmpty()
                && entry.drain().isEmpty()
                && view.sessions().isComplete()
                && view.configuration()
                        .map(apply -> apply.progress() == Progress.CONFIRMED)
                        .orElse(!entry.hasBird());
        return story.end(healthy, healthy ? "all is well" : "not all is well", Optional.empty());
    }

    private void lostSessions(Story story, HostEntry entry) {
        sessions.stream()
                .filter(session -> session.kind() == PeerKind.HOST
                        && session.peer().equals(entry.host().value())
                        && !isUp(session))
                .forEach(session -> {
                    story.bad("session with " + session.reflector(), words(session), session.since());
                    story.because(session.reason());
                });
    }

    private static void drain(Story story, HostEntry entry) {
        entry.drain()
                .ifPresent(drain -> story.bad(
                        drain.phase().name().toLowerCase(Locale.ROOT),
                        "by " + drain.by() + ": " + drain.why(),
                        Optional.of(drain.since())));
    }

    private static void subnets(Story story, HostEntry entry) {
        entry.admitted()
                .forEach(subnet -> story.good(
                        "announces",
                        subnet.prefix() + " of network " + subnet.network(),
                        Optional.of(subnet.admittedAt())));
        entry.quarantined().forEach(subnet -> {
            story.bad("quarantined", subnet.reason().message(), Optional.empty());
            story.because(Optional.of(subnet.reason()));
        });
        entry.preflight().forEach(reason -> {
            story.bad("preflight", reason.message(), Optional.empty());
            story.because(Optional.of(reason));
        });
        entry.notAnnounced().forEach(reason -> story.good("not announced", reason.message(), Optional.empty()));
    }
}
