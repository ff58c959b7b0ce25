package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The story of a subnet: from its host over admission to each reflector.
final class PrefixStory {
    private PrefixStory() {}

    /// Where several hosts report a prefix, the story is its holder's.
    static Optional<Explanation> of(Prefix prefix, Evidence evidence) {
        var routes = RouteQueries.routes(evidence.fleet());
        return routes.stream()
                .filter(route -> route.prefix().equals(prefix))
                .min(Comparator.comparing((RouteView route) -> !route.admitted()))
                .or(() -> routes.stream()
                        .filter(route -> route.admitted() && route.prefix().covers(prefix))
                        .findFirst())
                .map(route -> tell(route, evidence));
    }

    private static Explanation tell(RouteView route, Evidence evidence) {
        var story = evidence.begin(route.prefix().toString(), Kind.PREFIX);
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
        hostSide(story, route, evidence);
        route.reflectors().forEach(on -> reflectorSide(story, route, on, evidence));
        route.broken().ifPresent(reason -> story.bad("broken", reason.message(), Optional.empty()));
        if (route.reflectors().isEmpty()) {
            story.bad("reflectors", "none in cluster " + route.cluster(), Optional.empty());
        }
        story.because(route.broken());
        if (evidence.isOfThePast()) {
            return story.endOfPast();
        }
        var next = Arrays.stream(Stage.values())
                .filter(stage -> stage.compareTo(route.stage()) > 0)
                .findFirst();
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

    private static void hostSide(Story story, RouteView route, Evidence evidence) {
        evidence.tellConfiguration(story, NodeId.of(route.host()));
        var entry = evidence.fleet().hosts().get(route.host());
        if (entry != null) {
            entry.preflight().forEach(reason -> story.bad("preflight", reason.message(), Optional.empty()));
        }
    }

    private static void reflectorSide(Story story, RouteView route, RouteView.OnReflector on, Evidence evidence) {
        evidence.tellConfiguration(story, NodeId.of(on.reflector()));
        evidence.sessionsOf(route.host())
                .filter(session -> session.reflector().equals(on.reflector()))
                .forEach(session -> evidence.tellSession(story, "session with " + on.reflector(), session));
        if (on.stage() != Stage.VERIFIED) {
            evidence.tellRollout(story, NodeId.of(on.reflector()));
        }
        if (isForgotten(on, evidence)) {
            story.good("on " + on.reflector(), Evidence.FORGOTTEN, Optional.empty());
            return;
        }
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

    private static boolean isForgotten(RouteView.OnReflector on, Evidence evidence) {
        return evidence.isOfThePast()
                && on.observedAt().isEmpty()
                && !evidence.fleet().configs().containsKey(NodeId.of(on.reflector()));
    }

    private static Optional<Instant> at(@Nullable Instant at) {
        return Optional.ofNullable(at);
    }
}
