package io.heliograph.hostagent;

import io.heliograph.birdcontrol.bird.ApplierSettings;
import io.heliograph.birdcontrol.bird.ConfigApplier;
import io.heliograph.bus.disk.ReporterIdentity;
import io.heliograph.bus.http.Tracer;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.hostagent.bird.BirdLook;
import io.heliograph.hostagent.disk.KeptJson;
import io.heliograph.hostagent.docker.DockerEngine;
import io.heliograph.hostagent.docker.EngineWatcher;
import io.heliograph.hostagent.kafka.EventSender;
import io.heliograph.hostagent.kafka.OwnConfigs;
import io.heliograph.hostagent.report.Bell;
import io.heliograph.hostagent.report.Granted;
import io.heliograph.hostagent.report.HostReporter;
import io.heliograph.node.linux.KernelReader;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Starts the parts of the agent and joins them. Nothing here waits for Docker, BIRD or the bus: each may be away
/// at the start and come later.
@ApplicationScoped
class HostAgent {
    private static final Logger LOG = Logger.getLogger(HostAgent.class);
    private static final Duration APPLY_COALESCE = Duration.ofMillis(50);
    private static final int EXIT_USAGE = 2;

    private final HostAgentConfig config;
    private final String bootstrap;
    private final String version;
    private final EventSender sender;
    private final AgentMetrics metrics;
    private final InstantSource clock;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private Traces traces = new Traces(Tracer.OFF, InstantSource.system());
    private final Farewell farewell = new Farewell();
    private volatile @Nullable AgentState state;

    @Inject
    HostAgent(
            HostAgentConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "quarkus.application.version") String version,
            EventSender sender,
            AgentMetrics metrics,
            InstantSource clock) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.version = version;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// What the health checks ask; null until the agent has started.
    @Nullable
    AgentState state() {
        return state;
    }

    void onStart(@Observes StartupEvent event) {
        try {
            var settings = AgentSettings.of(config, KernelReader.hostName(), bootstrap, version);
            start(settings, ReporterIdentity.begin(settings.stateFolder()));
        } catch (InvalidValue e) {
            LOG.errorf("event=start-refused reason=\"%s\"", e.reason());
            Quarkus.asyncExit(EXIT_USAGE);
        } catch (IOException e) {
            LOG.errorf("event=start-refused state-folder=%s why=\"%s\"", config.stateDir(), e);
            Quarkus.asyncExit(EXIT_USAGE);
        }
    }

    private void start(AgentSettings settings, ReporterIdentity identity) {
        var self = settings.self();
        traces = own(
                new Traces(Tracer.to(config.traces(), "host-agent", self.host().value()), clock));
        LOG.infof(
                "event=start host=%s cluster=%s address=%s epoch=%d docker=%s attachment=%s bird=%s bus=%s",
                self.host(),
                self.cluster(),
                self.address(),
                identity.epoch(),
                settings.dockerHost(),
                self.attachment(),
                settings.birdSocket(),
                settings.bootstrap());
        var bells = new Bells();
        var pools = new OwnPools(KeptJson.grantedPools(settings.stateFolder()), bells, clock);
        var ipv4 = new OwnIpv4(KeptJson.carriedIpv4(settings.stateFolder()), settings.ipv4Within(), bells, clock);
        var applying =
                self.hasBird() ? Optional.of(new Applying(applier(settings, identity))) : Optional.<Applying>empty();
        var configs = own(new OwnConfigs(
                settings.bootstrap(),
                NodeId.of(self.host()),
                (config, trace) -> {
                    traces.offered(config.revision(), trace);
                    if (applying.filter(it -> it.isOutdated(config)).isPresent()) {
                        LOG.warnf(
                                "event=config-outdated revision=%s effect=none",
                                config.revision().abbreviated());
                        return;
                    }
                    pools.granted(config);
                    ipv4.granted(config);
                    farewell.wanted(config);
                    applying.ifPresentOrElse(it -> it.offer(config), () -> ignored(config));
                },
                release -> applying.ifPresent(it -> it.release(release))));
        configs.start();
        watch(settings, identity, configs, applying, pools, ipv4, bells);
    }

    /// A host without BIRD is given no configuration; one from former days is not for it.
    private static void ignored(NodeConfig config) {
        LOG.infof(
                "event=config-ignored revision=%s why=\"the host has no BIRD\"",
                config.revision().abbreviated());
    }

    private ConfigApplier applier(AgentSettings settings, ReporterIdentity identity) {
        var self = settings.self();
        var waker = own(new BirdWaker(settings.birdSocket()));
        waker.start();
        var applier = own(new ConfigApplier(
                new ApplierSettings(
                        NodeId.of(self.host()),
                        self.cluster(),
                        settings.birdSocket(),
                        settings.birdConfigFolder(),
                        settings.secretsFolder(),
                        APPLY_COALESCE,
                        settings.brake()),
                identity::next,
                result -> {
                    waker.wake();
                    farewell.applied(result);
                    metrics.applied(result);
                    sender.send(result, traces.applied(result));
                },
                clock));
        applier.start();
        return applier;
    }

    private void watch(
            AgentSettings settings,
            ReporterIdentity identity,
            OwnConfigs configs,
            Optional<Applying> applying,
            OwnPools pools,
            OwnIpv4 ipv4,
            Bells bells) {
        var lastReport = KeptJson.lastReport(settings.stateFolder());
        var engine = own(DockerEngine.at(settings.dockerHost(), settings.probed()));
        var kernel = own(new KernelWatch(bells, clock, ipv4::isCarried));
        var bird = settings.self().hasBird()
                ? Optional.of(own(new BirdWatch(settings.birdSocket(), bells, clock)))
                : Optional.<BirdWatch>empty();
        var watcher = own(new EngineWatcher(engine, counted(bells), clock));
        sender.onReportSent(this::sent);
        var world = new AgentLoop.World(
                () -> pools.followed(engine.look()),
                kernel::facts,
                () -> new Granted(pools.pools(), ipv4.aggregates()),
                () -> bird.flatMap(BirdWatch::version),
                identity::next,
                report -> {
                    // Before anybody else hears of it: what is gone from Docker is not lost by a configuration.
                    applying.ifPresent(it -> it.present(prefixes(report)));
                    metrics.reporting(report);
                    return sender.send(report, traces.reported(report));
                },
                report -> remember(report, lastReport, kernel),
                watcher::restart,
                clock);
        var loop = own(new AgentLoop(
                world, HostReporter.continuing(settings.self(), lastReport.load()), bells, settings.heartbeat()));
        kernel.start();
        watcher.start();
        loop.start();
        var look = bird.map(_ -> own(new BirdLook(settings.birdSocket())));
        look.ifPresent(BirdLook::start);
        run(new AgentState(settings, loop, configs, bird, look, applying));
    }

    private Consumer<Bell> counted(Bells bells) {
        return bell -> {
            metrics.rang(bell);
            bells.ring(bell);
        };
    }

    private void run(AgentState running) {
        metrics.measure(running);
        state = running;
    }

    private void sent(HostReport report) {
        metrics.reportSent(report);
        traces.sent(report);
    }

    private static Set<Prefix> prefixes(HostReport report) {
        return report.subnets().stream().map(ReportedSubnet::prefix).collect(Collectors.toSet());
    }

    private static void remember(HostReport report, KeptJson<HostReport> lastReport, KernelWatch kernel) {
        kernel.refresh();
        lastReport.save(report);
    }

    /// The host is taken out of service before its agent ends. Where that takes too long, the agent ends all the same:
    /// whoever stops it will not wait for ever either.
    private void drain(AgentLoop loop, Duration limit) {
        LOG.infof("event=draining limit=%s", limit);
        loop.sayGoodBye();
        try {
            if (farewell.await(limit)) {
                LOG.info("event=drained effect=safe-to-stop");
            } else {
                LOG.warnf("event=not-drained limit=%s effect=stopped-all-the-same", limit);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.add(part);
        return part;
    }

    void onStop(@Observes ShutdownEvent event) {
        var running = state;
        if (running != null) {
            running.settings().drainOnStop().ifPresent(limit -> drain(running.loop(), limit));
        }
        for (var part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warnf(
                        "event=stop-incomplete part=%s why=\"%s\"",
                        part.getClass().getSimpleName(), e);
            }
        }
    }
}
