package io.heliograph.hostagent.report;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.HostReport.Wish;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.hostagent.subnets.PoolSelection;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.Findings;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.preflight.Preflight;
import io.heliograph.node.subnets.AnnouncedSubnet;
import io.heliograph.node.subnets.Endpoint;
import io.heliograph.node.subnets.SubnetSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Turns what was seen into reports, and knows what was told last.
///
/// An engine that does not answer changes nothing but the finding that says so: the subnets told last stand.
/// Where nothing was ever told, nothing is said, since an empty report would withdraw every route of the host.
///
/// @param told the picture that was reported last, also before a restart of the agent
/// @param wish what the agent asks for; one that starts asks for nothing, whatever it asked for before
public record HostReporter(HostSelf self, Optional<HostPicture> told, Optional<Wish> wish) {
    private static final Set<ReasonCode> SEEN_WITHOUT_ENGINE =
            Set.of(ReasonCode.ENGINE_UNREACHABLE, ReasonCode.BIRD_UNREACHABLE, ReasonCode.BIRD_TOO_OLD);

    /// The identity of a subnet as long as its network lives: a network that is created anew is seen anew.
    private record Sighting(String networkId, Prefix prefix) {}

    /// Continues from the last report on disk, unless it is another host's.
    public static HostReporter continuing(HostSelf self, Optional<HostReport> last) {
        return new HostReporter(
                self,
                last.filter(report -> report.host().equals(self.host())
                                && report.cluster().equals(self.cluster()))
                        .map(HostPicture::of),
                Optional.empty());
    }

    /// From now on the agent asks that its host be drained.
    public HostReporter stopping() {
        return new HostReporter(self, told, Optional.of(Wish.DRAIN));
    }

    /// What is to be told now; empty where nothing is known.
    ///
    /// @param granted what the fleet lets the host announce
    /// @param bird the version of BIRD, empty while it does not answer
    /// @param seenAt when subnets that were not told before were seen
    public Optional<HostPicture> picture(
            EngineView engine, KernelFacts kernel, Granted granted, Optional<String> bird, Instant seenAt) {
        return switch (engine) {
            case EngineView.Seen seen -> Optional.of(pictureOf(seen, kernel, granted, bird, seenAt));
            case EngineView.Unreachable(var where, var why) ->
                told.map(last -> withoutEngine(
                        last,
                        facts(Optional.empty(), kernel, bird),
                        Reason.of(ReasonCode.ENGINE_UNREACHABLE, where, why)));
        };
    }

    private HostPicture pictureOf(
            EngineView.Seen engine, KernelFacts kernel, Granted granted, Optional<String> bird, Instant seenAt) {
        var selection = SubnetSelection.select(engine.networks(), granted.ipv4());
        var checked = Preflight.check(selection.announced(), engine.networks(), engine.version(), kernel);
        var found = new ArrayList<>(checked.all());
        bird(bird).ifPresent(found::add);
        found.addAll(
                PoolSelection.select(selection.announced(), granted.pools()).outside());
        found.sort(null);
        return new HostPicture(
                facts(Optional.of(engine.version()), kernel, bird),
                reported(selection.announced(), engine.running(), checked, seenAt),
                selection.notAnnounced(),
                found,
                wish);
    }

    private HostPicture withoutEngine(HostPicture last, HostFacts facts, Reason unreachable) {
        // What concerns the engine's networks stands as it was; what is known of BIRD is fresh.
        var preflight = new ArrayList<>(last.preflight().stream()
                .filter(reason -> !SEEN_WITHOUT_ENGINE.contains(reason.code()))
                .toList());
        bird(facts.bird()).ifPresent(preflight::add);
        preflight.add(unreachable);
        preflight.sort(null);
        return new HostPicture(facts, withoutProbes(last.subnets()), last.notAnnounced(), preflight, wish);
    }

    /// Whether a container still runs is not known without the engine.
    private static List<ReportedSubnet> withoutProbes(List<ReportedSubnet> subnets) {
        return subnets.stream().map(subnet -> subnet.with(Optional.empty())).toList();
    }

    private Optional<Reason> bird(Optional<String> version) {
        return self.hasBird() ? BirdSight.of(self.birdSocket(), version).check() : Optional.empty();
    }

    private HostFacts facts(Optional<String> engine, KernelFacts kernel, Optional<String> bird) {
        return new HostFacts(
                self.address(), engine, bird, self.agent(), kernel.release(), Optional.of(self.attachment()));
    }

    private List<ReportedSubnet> reported(
            List<AnnouncedSubnet> announced, List<Endpoint> running, Findings checked, Instant seenAt) {
        var before = new HashMap<Sighting, ReportedSubnet>();
        told.ifPresent(picture ->
                picture.subnets().forEach(s -> before.put(new Sighting(s.networkId(), s.prefix()), s)));
        return announced.stream()
                .map(subnet -> {
                    var known = Optional.ofNullable(
                            before.get(new Sighting(subnet.network().id(), subnet.prefix())));
                    return new ReportedSubnet(
                            subnet.prefix(),
                            subnet.network().name(),
                            subnet.network().id(),
                            subnet.network().driver(),
                            ourLabels(subnet.network().labels()),
                            known.map(ReportedSubnet::observedAt).orElse(seenAt),
                            Optional.ofNullable(checked.broken().get(subnet.prefix())),
                            Endpoint.of(subnet, running, known.flatMap(ReportedSubnet::probeTarget)));
                })
                .toList();
    }

    private static Map<String, String> ourLabels(Map<String, String> labels) {
        var ours = new TreeMap<>(labels);
        ours.keySet().removeIf(label -> !label.startsWith(SubnetSelection.LABEL_PREFIX));
        return ours;
    }

    /// Whether the picture differs from what was told last.
    public boolean isNews(HostPicture picture) {
        return !told.equals(Optional.of(picture));
    }

    public HostReport report(HostPicture picture, ReportVersion version, Instant now, String cause) {
        return new HostReport(
                self.host(),
                self.cluster(),
                version,
                now,
                cause,
                picture.facts(),
                picture.subnets(),
                picture.notAnnounced(),
                picture.preflight(),
                picture.wish(),
                self.proof(),
                Optional.of(seconds(self.heartbeat())));
    }

    /// Rounded up: who waits for so long has waited long enough.
    private static int seconds(Duration heartbeat) {
        return Math.toIntExact(heartbeat.plusMillis(999).toSeconds());
    }

    public HostReporter afterTelling(HostPicture picture) {
        return new HostReporter(self, Optional.of(picture), wish);
    }
}
