package io.heliograph.hostagent;

import io.heliograph.birdcontrol.bird.ConfigApplier;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the host's BIRD goes by, and whether the bus has said anything of it since the start.
final class Applying {
    private final ConfigApplier applier;
    private volatile boolean heard;
    private volatile Optional<Revision> offered = Optional.empty();

    Applying(ConfigApplier applier) {
        this.applier = applier;
    }

    void offer(NodeConfig config) {
        heard = true;
        offered = Optional.of(config.revision());
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

    boolean isFromDisk() {
        return !heard;
    }

    /// Whether the newest revision is what BIRD runs, as far as the agent has heard.
    boolean isBehind() {
        return offered.isPresent() && !offered.equals(applier.lastGood().map(NodeConfig::revision));
    }

    Optional<Reason> drift() {
        return applier.drift();
    }

    Optional<Reason> held() {
        return applier.held();
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
