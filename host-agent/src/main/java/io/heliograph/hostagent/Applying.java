package io.heliograph.hostagent;

import io.heliograph.birdcontrol.bird.ConfigApplier;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the host's BIRD goes by, and whether the bus has said anything of it since the start.
final class Applying {
    private final ConfigApplier applier;
    private volatile boolean heard;

    Applying(ConfigApplier applier) {
        this.applier = applier;
    }

    void offer(NodeConfig config) {
        heard = true;
        applier.offer(config);
    }

    /// Whether it is of the past: BIRD is not asked to go back to it, and nobody else goes by it either.
    boolean isOutdated(NodeConfig config) {
        return applier.lastGood().filter(config::isOutdatedBy).isPresent();
    }

    void release(Release release) {
        applier.release(release);
    }

    void present(Set<Prefix> prefixes) {
        applier.present(prefixes);
    }

    /// For the health check: until the bus was heard it goes by its disk.
    Map<String, String> told() {
        var told = new TreeMap<String, String>();
        told.put("source", heard ? "bus" : "disk");
        told.put(
                "revision",
                applier.lastGood()
                        .map(config -> config.revision().abbreviated())
                        .orElse("none"));
        applier.drift().ifPresent(why -> told.put("drift", why.toString()));
        applier.held().ifPresent(why -> told.put("held", why.toString()));
        return told;
    }
}
