package io.heliograph.simulation;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.hostagent.Leaving;
import io.heliograph.hostagent.report.EngineView;
import io.heliograph.hostagent.report.Granted;
import io.heliograph.hostagent.report.HostReporter;
import io.heliograph.hostagent.report.HostSelf;
import io.heliograph.hostagent.subnets.PoolSelection;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.subnets.DockerNetwork;
import io.heliograph.node.subnets.SubnetSelection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A Docker host: its engine, whose events may be missed, and the reporting half of its agent.
final class SimulatedHost {
    private static final KernelFacts KERNEL = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
    private static final int HEARTBEAT = 30_000;

    final HostId host;
    final IpAddress address;
    /// Empty on a host without BIRD.
    final Optional<SimulatedNode> bird;
    final Map<String, DockerNetwork> networks = new TreeMap<>();
    /// Since when each subnet is there without a break.
    final Map<Prefix, Instant> since = new HashMap<>();
    /// What the agent has in the table that BIRD learns subnets of pools from.
    SortedSet<Prefix> table = new TreeSet<>();

    List<DelegatedPool> pools = List.of();
    boolean engineUp = true;
    boolean machineUp = true;
    boolean agentAlive = true;
    /// Whether the agent has looked at the engine since it last changed.
    boolean lookedAfterChange = true;
    private final Identity identity;
    private final HostSelf self;
    private final Timeline time;
    private final SimulatedLog log;
    private final Invariants invariants;
    private HostReporter reporter;
    private Optional<HostReport> lastReport = Optional.empty();
    private Optional<HostReport> waiting = Optional.empty();
    private Optional<Leaving> leaving = Optional.empty();
    private Leaving farewell = new Leaving();
    boolean busAway;
    private int created;

    SimulatedHost(
            HostId host,
            IpAddress address,
            Optional<SimulatedNode> bird,
            Timeline time,
            SimulatedLog log,
            Invariants invariants) {
        this.host = host;
        this.address = address;
        this.bird = bird;
        this.time = time;
        this.log = log;
        this.invariants = invariants;
        identity = bird.map(it -> it.identity).orElseGet(() -> new Identity(host.value()));
        self = new HostSelf(
                host,
                World.LAB,
                address,
                "0.1.0",
                bird.isPresent() ? Attachment.BGP : Attachment.STATIC,
                java.time.Duration.ofSeconds(30));
        reporter = HostReporter.continuing(self, Optional.empty());
        bird.ifPresent(node -> {
            node.wanting.add(this::wanted);
            node.listeners.add(result -> farewell.applied(result));
        });
        time.each(HEARTBEAT, () -> look(true));
        time.each(1_000, this::farewell);
    }

    private void wanted(NodeConfig config) {
        farewell.wanted(config);
        var granted = config.pools().orElse(List.of());
        if (!granted.equals(pools)) {
            pools = granted;
            lookedAfterChange = false;
            look(false);
        }
    }

    void create(String prefix) {
        var id = "%s%08d".formatted(host, ++created);
        if (networks.putIfAbsent(
                        prefix,
                        new DockerNetwork(
                                id, "n" + created, "bridge", false, true, List.of(prefix), Map.of(), Map.of()))
                == null) {
            since.put(Prefix.parse(prefix), time.now);
            lookedAfterChange = false;
        }
    }

    void remove(String prefix) {
        networks.remove(prefix);
        since.remove(Prefix.parse(prefix));
        lookedAfterChange = false;
    }

    SortedSet<Prefix> subnets() {
        return networks.keySet().stream().map(Prefix::parse).collect(Collectors.toCollection(TreeSet::new));
    }

    void look(boolean heartbeat) {
        if (!agentAlive) {
            return;
        }
        EngineView seen = engineUp
                ? new EngineView.Seen("28.5.2", List.copyOf(networks.values()))
                : new EngineView.Unreachable("unix:///s", "Connection refused");
        if (seen instanceof EngineView.Seen(var _, var all, var _)) {
            table = new TreeSet<>(
                    PoolSelection.select(SubnetSelection.select(all).announced(), pools)
                            .inside());
            lookedAfterChange = true;
        }
        var version = bird.filter(it -> it.bird.alive).map(_ -> "2.0.12");
        var picture = reporter.picture(seen, KERNEL, new Granted(pools, List.of()), version, time.now);
        if (picture.isEmpty() || !(heartbeat || reporter.isNews(picture.get()))) {
            return;
        }
        var report = reporter.report(picture.get(), identity.next(), time.now, "look");
        bird.ifPresent(node -> node.present(
                report.subnets().stream().map(ReportedSubnet::prefix).collect(Collectors.toSet())));
        lastReport = Optional.of(report);
        reporter = reporter.afterTelling(picture.get());
        waiting = lastReport;
        flush();
    }

    private void flush() {
        if (!busAway) {
            waiting.ifPresent(report -> log.write(report, host.value()));
            waiting = Optional.empty();
        }
    }

    void cutBus(boolean away) {
        busAway = away;
        bird.ifPresent(node -> node.cutBus(away));
        flush();
    }

    /// The agent dies.
    void kill() {
        agentAlive = false;
        waiting = Optional.empty();
        leaving = Optional.empty();
        bird.ifPresent(SimulatedNode::kill);
    }

    /// The agent starts: a new epoch, and the last report from its disk.
    void start() {
        if (agentAlive || !machineUp) {
            return;
        }
        agentAlive = true;
        farewell = new Leaving();
        bird.ifPresentOrElse(SimulatedNode::start, identity::begin);
        reporter = HostReporter.continuing(self, lastReport);
        look(true);
    }

    /// An agent of a former life, in a machine that was restored, says once more what it said.
    void zombie() {
        lastReport.ifPresent(report -> {
            var version = report.version();
            if (version.epoch() > 1) {
                var old = new HostReport(
                        host,
                        report.cluster(),
                        new io.heliograph.fleet.event.ReportVersion(
                                version.epoch() - 1, 1_000_000 + created++, host + "-" + (version.epoch() - 1)),
                        time.now,
                        "zombie",
                        report.facts(),
                        List.of(),
                        List.of(),
                        List.of());
                invariants.zombie(old);
                log.write(old, host + "-zombie");
            }
        });
    }

    /// The agent is asked to stop, and drains its host first.
    void leave() {
        if (agentAlive && bird.isPresent()) {
            leaving = Optional.of(farewell);
            reporter = reporter.stopping();
            look(true);
            time.after(60_000, "", () -> {
                if (leaving.isPresent()) {
                    time.tell(host + " is stopped all the same");
                    powerOff();
                }
            });
        }
    }

    private void farewell() {
        if (leaving.map(Leaving::isDone).orElse(false)) {
            time.tell(host + " is drained and stops");
            bird.ifPresent(invariants::saidGoodBye);
            powerOff();
        }
    }

    boolean isLeaving() {
        return leaving.isPresent();
    }

    void powerOff() {
        kill();
        machineUp = false;
        bird.ifPresent(SimulatedNode::killBird);
    }

    void powerOn() {
        machineUp = true;
        bird.ifPresent(SimulatedNode::startBird);
        start();
    }
}
