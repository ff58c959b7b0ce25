package io.heliograph.cli.goal;

import io.heliograph.cli.goal.Verdict.NotYet;
import io.heliograph.cli.goal.Verdict.Reached;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Judges the goals. Whatever nobody has heard of yet is not reached: it may come.
public final class Goals {
    /// Stands for everything there is.
    public static final String FLEET = "fleet";

    private Goals() {}

    /// Whether the routes meant are verified on every reflector.
    ///
    /// @param object a prefix, a host's name, or `fleet`
    public static Verdict verified(String object, List<RouteView> routes) {
        var prefix = prefix(object);
        Predicate<RouteView> meant = prefix.isPresent()
                ? route -> route.prefix().equals(prefix.get())
                : route -> isFleet(object) || route.host().value().equals(object);
        var all = routes.stream().filter(meant).toList();
        var admitted = all.stream().filter(RouteView::admitted).toList();
        if (admitted.isEmpty()) {
            return all.stream()
                    .findFirst()
                    .<Verdict>map(route -> new NotYet("refused" + because(route.reason())))
                    .orElse(new NotYet("no host has reported it"));
        }
        return all(admitted, RouteView::isWell, Goals::stage);
    }

    private static String stage(RouteView route) {
        boolean broken = route.stage() == Stage.VERIFIED && route.broken().isPresent();
        return route.prefix() + " of " + route.host() + " is " + (broken ? "broken" : word(route.stage()))
                + because(broken ? route.broken() : route.reason());
    }

    /// Whether the sessions meant are up.
    ///
    /// @param object a session as `reflector/session` or `reflector/peer`, a reflector, a peer, or `fleet`
    public static Verdict up(String object, List<SessionView> sessions) {
        var meant = sessions.stream()
                .filter(session -> session.kind() != PeerKind.STRANGER)
                .filter(session -> isFleet(object)
                        || session.name().equals(object)
                        || session.peer().equals(object)
                        || session.reflector().value().equals(object)
                        || session.ends().equals(object))
                .toList();
        if (meant.isEmpty()) {
            return new NotYet("no session is configured for it");
        }
        return all(meant, session -> session.state() == SessionState.UP, Goals::state);
    }

    private static String state(SessionView session) {
        return session.ends() + " is " + word(session.state()) + because(session.reason());
    }

    /// Whether the nodes meant run what was rendered for them last.
    ///
    /// @param object a node as `host/docker01` or `docker01`, or `fleet`
    public static Verdict confirmed(String object, List<ApplyView> applies) {
        var meant = applies.stream()
                .filter(apply -> isFleet(object)
                        || apply.node().toString().equals(object)
                        || apply.node().name().equals(object))
                .toList();
        if (meant.isEmpty()) {
            return new NotYet("no configuration is wanted for it");
        }
        return all(meant, apply -> apply.progress() == Progress.CONFIRMED, Goals::progress);
    }

    private static String progress(ApplyView apply) {
        return apply.node() + " is " + word(apply.progress()) + because(apply.reason());
    }

    /// Whether the hosts meant are safe to stop.
    ///
    /// @param object a host's name, as `docker01` or `host/docker01`, or `fleet`
    public static Verdict drained(String object, List<HostView> hosts) {
        var meant = hosts.stream()
                .filter(host ->
                        isFleet(object) || host.host().value().equals(object) || ("host/" + host.host()).equals(object))
                .toList();
        if (meant.isEmpty()) {
            return new NotYet("there is no such host");
        }
        return all(meant, HostView::safeToStop, Goals::drain);
    }

    private static String drain(HostView host) {
        return host.drain()
                .map(drain -> switch (drain.phase()) {
                    case DRAINING -> host.host() + " is draining until " + drain.until();
                    case DRAINED -> host.host() + " is drained, and not every reflector has said so yet";
                })
                .orElse(host.host() + " is in service");
    }

    private static <T> Verdict all(List<T> things, Predicate<T> reached, Function<T, String> why) {
        return things.stream()
                .filter(reached.negate())
                .findFirst()
                .<Verdict>map(thing -> new NotYet(why.apply(thing)))
                .orElse(new Reached());
    }

    private static boolean isFleet(String object) {
        return object.equals(FLEET);
    }

    private static Optional<Prefix> prefix(String object) {
        try {
            return Optional.of(Prefix.parse(object));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    private static String because(Optional<Reason> reason) {
        return reason.map(why -> " (" + why + ")").orElse("");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
