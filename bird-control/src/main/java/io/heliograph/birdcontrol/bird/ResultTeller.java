package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.apply.ApplyEffect;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ReportVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Tells the log and whoever listens what became of a configuration.
final class ResultTeller {
    private static final Logger LOG = Logger.getLogger(ConfigApplier.class);

    private final ApplierSettings settings;
    private final Supplier<ReportVersion> versions;
    private final Consumer<ApplyResult> results;
    private final InstantSource clock;

    ResultTeller(
            ApplierSettings settings,
            Supplier<ReportVersion> versions,
            Consumer<ApplyResult> results,
            InstantSource clock) {
        this.settings = settings;
        this.versions = versions;
        this.results = results;
        this.clock = clock;
    }

    void tell(ApplyEffect.Announce announce) {
        Instant now = clock.instant();
        LOG.infof(
                "apply=%s node=%s revision=%s total=%s%s",
                announce.outcome(),
                settings.node(),
                announce.revision().abbreviated(),
                announce.timings().total(),
                announce.reason().map(reason -> " reason=\"" + reason + "\"").orElse(""));
        var result = new ApplyResult(
                settings.node(),
                settings.cluster(),
                announce.revision(),
                announce.outcome(),
                announce.running(),
                announce.reason(),
                announce.complaint(),
                announce.timings(),
                announce.bird(),
                versions.get(),
                now);
        try {
            results.accept(result);
        } catch (RuntimeException e) {
            // Whoever listens must not be able to stop what comes after, the note of what BIRD runs.
            LOG.errorf(e, "apply=untold node=%s revision=%s", settings.node(), announce.revision());
        }
    }
}
