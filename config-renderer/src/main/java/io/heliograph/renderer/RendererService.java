package io.heliograph.renderer;

import io.heliograph.bus.http.Tracer;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.renderer.disk.InstanceId;
import io.heliograph.renderer.http.LatestConfigs;
import io.heliograph.renderer.kafka.RenderRules;
import io.heliograph.renderer.kafka.RenderStream;
import io.heliograph.renderer.kafka.Signal;
import io.heliograph.renderer.kafka.StreamSettings;
import io.heliograph.renderer.rollout.Brake;
import io.heliograph.renderer.rollout.Waves;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Starts the topology with the process and tells logs and meters what it does.
@ApplicationScoped
class RendererService {
    private static final Logger LOG = Logger.getLogger(RendererService.class);

    private final RenderStream stream;
    private final LatestConfigs latest;
    private final RendererMeters meters;
    private final Tracer tracer;

    RendererService(
            RendererConfig config,
            LatestConfigs latest,
            RendererMeters meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.latest = latest;
        this.meters = meters;
        this.tracer = Tracer.to(config.traces(), "config-renderer", config.applicationId());
        var settings = new StreamSettings(
                bootstrap,
                config.applicationId(),
                instance(config.stateDir()),
                config.stateDir().resolve("streams"),
                config.standbys());
        stream = new RenderStream(settings, rules(config, "config-renderer/" + version), this::heed);
    }

    private static RenderRules rules(RendererConfig config, String version) {
        var brake = config.brake();
        var waves = config.waves();
        return new RenderRules(
                version,
                new Brake(brake.percent(), brake.atLeast(), brake.window()),
                new Waves(waves.soak(), waves.patience(), waves.hostsPercent()));
    }

    private static String instance(Path stateFolder) {
        try {
            return InstanceId.keptIn(stateFolder);
        } catch (IOException e) {
            LOG.warnf("instance=unkept folder=%s cause=%s effect=slower-restart", stateFolder, e);
            return UUID.randomUUID().toString();
        }
    }

    void start(@Observes StartupEvent event) {
        meters.watch(stream);
        stream.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stream.close();
        tracer.close();
    }

    RenderStream.Phase phase() {
        return stream.phase();
    }

    boolean isBusConnected() {
        return stream.isConnected();
    }

    boolean isKept() {
        return stream.isKept();
    }

    private void heed(Signal signal) {
        meters.heed(signal);
        switch (signal) {
            case Signal.Rendered _ -> {}
            case Signal.Sent(var config, var steps) -> {
                steps.forEach(tracer::note);
                latest.put(config);
                var changeClass = config.changeClass().name().toLowerCase(Locale.ROOT);
                LOG.debugf(
                        "config=sent node=%s revision=%s class=%s cause=%s",
                        config.node(), config.revision().abbreviated(), changeClass, config.cause());
            }
            case Signal.Refused(var place, var reason) -> {
                LOG.warnf("config=refused node=%s reason=%s", place, reason);
            }
            case Signal.Told(var rollout) -> {
                var state = rollout.state().name().toLowerCase(Locale.ROOT);
                LOG.infof(
                        "rollout=%s node=%s revision=%s reason=\"%s\"",
                        state,
                        rollout.node(),
                        rollout.revision().map(Revision::abbreviated).orElse("-"),
                        rollout.reason().map(Reason::message).orElse(""));
            }
            case Signal.Ignorant(var key) -> {
                LOG.debugf("entry=ignorant key=%s effect=none", key);
            }
            case Signal.Outdated(var key) -> {
                LOG.warnf("entry=outdated key=%s effect=none", key);
            }
            case Signal.Poison(var partition, var offset, var reason) -> {
                LOG.warnf("record=malformed partition=%d offset=%d reason=%s", partition, offset, reason);
            }
            case Signal.CaughtUp(var partition, var offset) ->
                LOG.infof("partition=read-to-end partition=%d offset=%d", partition, offset);
        }
    }
}
