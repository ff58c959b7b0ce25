package io.heliograph.rragent;

import io.heliograph.birdcontrol.bird.ApplierSettings;
import io.heliograph.birdcontrol.bird.BirdEvent;
import io.heliograph.birdcontrol.bird.BirdEvents;
import io.heliograph.birdcontrol.bird.ConfigApplier;
import io.heliograph.bus.disk.ReporterIdentity;
import io.heliograph.bus.http.Tracer;
import io.heliograph.bus.trace.ConfigTrace;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.rragent.ReflectorWatch.Sink;
import io.heliograph.rragent.kafka.BusReader;
import io.heliograph.rragent.kafka.BusWriter;
import io.heliograph.rragent.kafka.HostReports;
import io.heliograph.rragent.linux.Pinger;
import io.heliograph.rragent.report.ReflectorReporter;
import io.heliograph.rragent.routes.RouteTable;
import io.heliograph.rragent.sessions.SessionTable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One reflector's agent, put together: the bus brings configurations to the applier, the applier tells the watch
/// what BIRD runs, the watch tells the bus what it sees.
///
/// ```
/// bus ── NodeConfig, Release ──▶ ConfigApplier ── ApplyResult ──▶ bus
///                            │ what BIRD runs
///                            ▼
/// BIRD ── doorbell ──▶ ReflectorWatch ── sessions, transitions, routes ──▶ bus
/// BIRD, kernel ──────▶ MachineWatch ──── the reflector's report ─────────▶ bus
/// bus ── HostReport ──▶ ProbeWatch ── beside each route: its container answers, or not ──▶ bus
/// ```
final class ReflectorAgent implements AutoCloseable {
    private static final Duration COALESCE = Duration.ofMillis(100);

    /// A fleet has several times more prefixes than sessions.
    private static final int ROUTES_REFRESH = 10;

    private final AgentSettings settings;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final BusWriter writer;
    private final BusReader reader;
    private final ConfigApplier applier;
    private final ReflectorWatch watch;
    private final MachineWatch machine;
    private final Optional<ProbeWatch> probes;
    private final Optional<HostReports> hostReports;
    private final Tracer tracer;
    private final ConfigTrace trace = new ConfigTrace();
    private boolean closed;
    private volatile Optional<BirdEvents> events = Optional.empty();
    private volatile boolean fromDisk;
    private volatile Optional<ApplyResult> lastResult = Optional.empty();
    private volatile Optional<Revision> offered = Optional.empty();
    private volatile List<Reason> findings = List.of();
    private volatile Consumer<ApplyResult> applies = _ -> {};
    private volatile Consumer<SessionTransition> transitions = _ -> {};

    /// Throws [IOException] when the state folder cannot be written.
    ///
    /// @param tracer closed with the agent
    /// @param log takes one line a fact
    ReflectorAgent(AgentSettings settings, Tracer tracer, InstantSource clock, Consumer<String> log)
            throws IOException {
        this.tracer = tracer;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
        var versions = ReporterIdentity.begin(settings.stateFolder());
        var reflector = settings.reflector();
        this.writer = new BusWriter(
                settings.bootstrap(),
                "/reflector/" + reflector,
                clock,
                why -> log.accept("bus=not-written servers=" + settings.bootstrap() + " why=\"" + why + "\""));
        this.probes = settings.probeInterval()
                .filter(_ -> mayPing(log))
                .map(each -> new ProbeWatch(each, writer::write, log, clock));
        this.hostReports =
                probes.map(it -> new HostReports(settings.bootstrap(), settings.cluster(), it::heard, log, clock));
        var sink = new Sink(writer::write, this::changed, this::seen, writer::open, log);
        this.watch = new ReflectorWatch(
                settings.birdSocket(),
                new SessionTable(reflector, settings.heartbeat(), ZoneId.systemDefault(), versions::next),
                new RouteTable(
                        reflector, settings.cluster(), settings.heartbeat().multipliedBy(ROUTES_REFRESH)),
                sink,
                clock);
        this.machine = new MachineWatch(
                settings.birdSocket(),
                ReflectorReporter.of(reflector, settings.cluster(), settings.version(), settings.heartbeat()),
                versions::next,
                this::told,
                log,
                clock);
        this.applier = applier(versions::next);
        this.reader = new BusReader(
                settings.bootstrap(),
                reflector,
                new BusReader.Listener(
                        this::offer,
                        this::release,
                        watch::remember,
                        reason -> log.accept("record=unreadable reason=\"" + reason + "\""),
                        why -> log.accept("bus=away servers=" + settings.bootstrap() + " why=\"" + why + "\"")));
    }

    private static boolean mayPing(Consumer<String> log) {
        boolean allowed = Pinger.isAllowed();
        if (!allowed) {
            log.accept("probe=off why=\"the process lacks CAP_NET_RAW\"");
        }
        return allowed;
    }

    private ConfigApplier applier(Supplier<ReportVersion> versions) {
        return new ConfigApplier(
                new ApplierSettings(
                        NodeId.of(settings.reflector()),
                        settings.cluster(),
                        settings.birdSocket(),
                        settings.birdConfigFolder(),
                        settings.secretsFolder(),
                        COALESCE,
                        settings.brake()),
                versions,
                this::applied,
                clock);
    }

    /// Names those who count. Before the start.
    void listen(Consumer<ApplyResult> toApplies, Consumer<SessionTransition> toTransitions) {
        applies = toApplies;
        transitions = toTransitions;
    }

    private void told(ReflectorReport report) {
        findings = report.preflight();
        writer.write(report);
    }

    private void seen(RouteHealth health) {
        trace.verified(health).ifPresent(tracer::note);
        probes.ifPresentOrElse(it -> it.seen(health), () -> writer.write(health));
    }

    private void changed(SessionTransition transition) {
        transitions.accept(transition);
        writer.write(transition);
    }

    /// Starts from the disk; BIRD and the bus may be absent.
    void start() {
        log.accept("agent=started reflector=" + settings.reflector() + " cluster=" + settings.cluster() + " bird="
                + settings.birdSocket() + " kafka=" + settings.bootstrap());
        applier.start();
        applier.lastGood().ifPresent(this::startFromDisk);
        watch.start();
        machine.start();
        events = Optional.of(BirdEvents.follow(settings.birdSocket(), this::heard));
        writer.start();
        reader.start();
        probes.ifPresent(ProbeWatch::start);
        hostReports.ifPresent(HostReports::start);
    }

    private void startFromDisk(NodeConfig config) {
        fromDisk = true;
        log.accept("config=from-disk revision=" + config.revision());
        watch.runs(config, clock.instant());
        machine.runs(config);
    }

    private void offer(NodeConfig config, Optional<TraceContext> from) {
        trace.offered(config.revision(), from, clock.instant());
        fromDisk = false;
        offered = Optional.of(config.revision());
        log.accept("config=received revision=" + config.revision() + " cause=\"" + config.cause() + "\"");
        applier.offer(config);
    }

    private void release(Release release) {
        log.accept("release=received revision=" + release.revision() + " by=\"" + release.by() + "\" expires="
                + release.expiresAt());
        applier.release(release);
    }

    private void applied(ApplyResult result) {
        log.accept("apply=" + result.outcome() + " revision=" + result.revision() + " took="
                + result.timings().total().toMillis() + "ms"
                + result.reason().map(why -> " reason=\"" + why + "\"").orElse(""));
        lastResult = Optional.of(result);
        applies.accept(result);
        var step = trace.applied(result);
        step.ifPresent(tracer::note);
        applier.lastGood().ifPresent(running -> {
            watch.runs(running, result.at());
            machine.runs(running);
        });
        writer.write(result, step.map(Span::context));
    }

    private void heard(BirdEvent event) {
        switch (event) {
            case BirdEvent.Connected _ -> {
                watch.ring();
                machine.ring();
            }
            // The machine's watch waits for its turn: a BIRD that restarts is back by then.
            case BirdEvent.Lost _ -> watch.ring();
            case BirdEvent.Said(String line) -> said(line);
        }
    }

    private void said(String line) {
        if (line.contains("Unexpected connect from unknown address")) {
            log.accept("peer=unknown bird=\"" + line + "\"");
            watch.heard(line);
        } else if (line.contains("tate changed") || line.contains("session") || line.contains("onnection")) {
            watch.ring();
        }
    }

    AgentSettings settings() {
        return settings;
    }

    AgentPicture picture() {
        var seen = watch.picture();
        return new AgentPicture(
                seen.turnedAt(),
                seen.birdAnswers(),
                reader.isConnected(),
                fromDisk,
                applier.lastGood().map(NodeConfig::revision),
                applier.drift(),
                applier.held(),
                lastResult,
                offered,
                findings,
                watch.seen(),
                seen.sessions(),
                seen.routes(),
                probes.map(ProbeWatch::tally).orElse(Map.of()),
                writer.waiting(),
                writer.dropped());
    }

    /// BIRD keeps its configuration and its sessions. A second caller waits for the first.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        hostReports.ifPresent(HostReports::close);
        probes.ifPresent(ProbeWatch::close);
        reader.close();
        events.ifPresent(BirdEvents::close);
        watch.close();
        machine.close();
        applier.close();
        writer.close();
        tracer.close();
        log.accept("agent=stopped reflector=" + settings.reflector());
    }
}
