package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.ReflectorFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who runs which version.
public final class VersionQuery {
    private static final String RENDERER = "config-renderer";

    private VersionQuery() {}

    /// The services, then the reflectors, then the hosts.
    ///
    /// @param own the version of the program that answers
    public static List<VersionView> versions(FleetSnapshot fleet, String own) {
        var versions = new ArrayList<VersionView>();
        versions.add(VersionView.ofService("inventory", Optional.of(own)));
        versions.add(VersionView.ofService(RENDERER, renderer(fleet)));
        NodeQueries.reflectors(fleet).stream().map(VersionQuery::of).forEach(versions::add);
        NodeQueries.hosts(fleet).stream().map(VersionQuery::of).forEach(versions::add);
        return versions;
    }

    /// It speaks by its configurations alone: the one that was written last tells.
    private static Optional<String> renderer(FleetSnapshot fleet) {
        return fleet.configs().values().stream()
                .max(Comparator.comparing(RenderedConfig::at))
                .map(config -> config.renderer().replaceFirst("^" + RENDERER + "/", ""));
    }

    private static VersionView of(ReflectorView view) {
        return new VersionView(
                "rr-agent",
                Optional.of(NodeId.of(view.reflector())),
                Optional.of(view.cluster()),
                view.facts().map(ReflectorFacts::agent),
                view.facts().flatMap(ReflectorFacts::bird).or(() -> bird(view.configuration())),
                Optional.empty(),
                view.facts().map(ReflectorFacts::kernel));
    }

    private static VersionView of(HostView view) {
        return new VersionView(
                "host-agent",
                Optional.of(NodeId.of(view.host())),
                Optional.of(view.cluster()),
                view.facts().map(HostFacts::agent),
                view.facts().flatMap(HostFacts::bird).or(() -> bird(view.configuration())),
                view.facts().flatMap(HostFacts::engine),
                view.facts().map(HostFacts::kernel));
    }

    private static Optional<String> bird(Optional<ApplyView> configuration) {
        return configuration.flatMap(ApplyView::bird);
    }
}
