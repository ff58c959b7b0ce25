package io.heliograph.cli.view;

import io.heliograph.cli.bundle.BundleManifest;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The lists of the fleet, each with its columns.
public final class Answers {
    private static final String VERSIONS = "heliograph.versions.v1";

    private Answers() {}

    public static Answer hosts(List<HostView> hosts) {
        var titles = List.of(
                "host",
                "cluster",
                "standing",
                "address",
                "subnets",
                "refused",
                "sessions",
                "config",
                "docker",
                "bird",
                "reason");
        var rows = hosts.stream()
                .map(host -> List.of(
                        host.host().value(),
                        host.cluster().value(),
                        standing(host),
                        Cells.of(host.address()),
                        Integer.toString(host.admitted().size()),
                        Integer.toString(host.quarantined().size()),
                        Cells.of(host.sessions()),
                        progress(host.configuration()),
                        Cells.of(host.facts().flatMap(HostFacts::engine)),
                        Cells.of(host.facts().flatMap(HostFacts::bird)),
                        Cells.reason(worst(host))))
                .toList();
        return Answer.list("heliograph.hosts.v1", hosts, new Grid(titles, rows));
    }

    private static String standing(HostView host) {
        return host.drain()
                .map(drain -> host.safeToStop() ? "safe to stop" : Cells.word(drain.phase()))
                .orElseGet(() -> Cells.word(host.standing()));
    }

    private static Optional<Reason> worst(HostView host) {
        return host.reason()
                .or(() -> host.quarantined().stream().findFirst().map(subnet -> subnet.reason()))
                .or(() -> host.preflight().stream().findFirst());
    }

    public static Answer reflectors(List<ReflectorView> reflectors) {
        var titles = List.of(
                "reflector", "cluster", "address", "router id", "sessions", "routes", "config", "bird", "reason");
        var rows = reflectors.stream()
                .map(reflector -> List.of(
                        reflector.reflector().value(),
                        reflector.cluster().value(),
                        reflector.address().toString(),
                        reflector.routerId().toString(),
                        Cells.of(reflector.sessions()),
                        Cells.of(reflector.routes()),
                        progress(reflector.configuration()),
                        Cells.of(reflector.configuration().flatMap(ApplyView::bird)),
                        Cells.reason(reflector
                                .configuration()
                                .flatMap(ApplyView::reason)
                                .or(() -> reflector.preflight().stream().findFirst()))))
                .toList();
        return Answer.list("heliograph.reflectors.v1", reflectors, new Grid(titles, rows));
    }

    private static String progress(Optional<ApplyView> configuration) {
        return configuration.map(apply -> Cells.word(apply.progress())).orElse(Cells.NONE);
    }

    public static Answer sessions(List<SessionView> sessions, Instant now) {
        var titles = List.of(
                "reflector",
                "peer",
                "kind",
                "local as",
                "peer as",
                "address",
                "state",
                "since",
                "received",
                "advertised",
                "session",
                "reason");
        var rows = sessions.stream()
                .sorted(Comparator.comparing(SessionView::reflector)
                        .thenComparing(SessionView::kind)
                        .thenComparing(SessionView::peer))
                .map(session -> List.of(
                        session.reflector().value(),
                        session.peer(),
                        Cells.word(session.kind()),
                        Cells.of(session.localAs()),
                        Cells.of(session.peerAs()),
                        session.neighbor().toString(),
                        Cells.word(session.state()),
                        Cells.age(session.since(), now),
                        received(session),
                        Long.toString(session.counts().exported()),
                        session.session().toString(),
                        Cells.reason(session.reason())))
                .toList();
        var shown = new Grid(titles, Cells.withoutRepeats(rows));
        return new Answer("heliograph.sessions.v1", sessions, sessions, new Grid(titles, rows), shown.table());
    }

    /// Of hosts it is known how many prefixes are expected.
    private static String received(SessionView session) {
        var imported = Long.toString(session.counts().imported());
        return session.expectedPrefixes() > 0 ? imported + "/" + session.expectedPrefixes() : imported;
    }

    public static Answer routes(List<RouteView> routes) {
        var titles = List.of(
                "prefix", "host", "cluster", "network", "stage", "reflectors", "observed to verified", "reason");
        var rows = routes.stream()
                .map(route -> List.of(
                        route.prefix().toString(),
                        route.host().value(),
                        route.cluster().value(),
                        route.network(),
                        Routes.state(route),
                        Routes.verified(route) + "/" + route.reflectors().size(),
                        route.observedToVerified().map(Cells::of).orElse(Cells.NONE),
                        Cells.reason(route.broken().or(route::reason))))
                .toList();
        return Answer.list("heliograph.routes.v1", routes, new Grid(titles, rows));
    }

    public static Answer applies(List<ApplyView> applies, Instant now) {
        var titles = List.of("node", "progress", "rendered", "running", "outcome", "bird", "age", "reason");
        var rows = applies.stream()
                .map(apply -> List.of(
                        apply.node().toString(),
                        Cells.word(apply.progress()),
                        Cells.of(apply.rendered().map(Revision::abbreviated)),
                        Cells.of(apply.running().map(Revision::abbreviated)),
                        apply.outcome().map(Cells::word).orElse(Cells.NONE),
                        Cells.of(apply.bird()),
                        Cells.age(apply.at(), now),
                        Cells.reason(apply.reason())))
                .toList();
        return Answer.list("heliograph.applies.v1", applies, new Grid(titles, rows));
    }

    /// Who runs which version.
    public static Answer versions(List<VersionView> versions) {
        return Answer.list(VERSIONS, versions, grid(versions));
    }

    /// The version of one program.
    public static Answer version(VersionView one) {
        var all = List.of(one);
        return new Answer(VERSIONS, all, all, grid(all), one.program() + " " + Cells.of(one.version()) + "\n");
    }

    private static Grid grid(List<VersionView> versions) {
        var rows = versions.stream()
                .map(view -> List.of(
                        view.program(),
                        Cells.of(view.node()),
                        Cells.of(view.version()),
                        Cells.of(view.bird()),
                        Cells.of(view.docker()),
                        Cells.of(view.kernel())))
                .toList();
        return new Grid(List.of("program", "node", "version", "bird", "docker", "kernel"), rows);
    }

    /// What a support archive says of itself.
    public static String manifest(BundleManifest manifest) {
        var grid = new Grid(List.of("file"), List.of());
        return new Answer(BundleManifest.SCHEMA, manifest, List.of(manifest), grid, "").in(OutputFormat.JSON);
    }

    public static Answer changes(List<FleetChange> changes) {
        var titles = List.of("action", "kind", "name", "fields");
        var rows = changes.stream()
                .map(change -> List.of(
                        Cells.word(change.action()), change.kind(), change.id(), String.join("; ", change.fields())))
                .toList();
        return Answer.list("heliograph.fleet-changes.v1", changes, new Grid(titles, rows));
    }

    /// An enrolment token and its public key.
    record Token(String token, JoinKey key) {}

    /// An enrolment token and its public key, to be kept by whoever asked.
    public static Answer token(String token, JoinKey key) {
        var titles = List.of("token", "key");
        var item = new Token(token, key);
        return new Answer(
                "heliograph.token.v1",
                item,
                List.of(item),
                new Grid(titles, List.of(List.of(token, key.value()))),
                "token " + token + "\nkey   " + key + "\n");
    }

    /// A declaration in the form that `fleet apply` reads.
    public static String fleetFile(FleetDeclaration fleet) {
        return Yaml.of(fleet);
    }

    public static Answer reasons(String schema, List<Reason> reasons) {
        var rows = reasons.stream()
                .map(reason -> List.of(reason.code().name(), reason.message(), reason.mend()))
                .toList();
        return Answer.list(schema, reasons, new Grid(List.of("code", "message", "mend"), rows));
    }
}
