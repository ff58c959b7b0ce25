package io.heliograph.inventory.query;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long each subnet took from Docker's event to being verified on every reflector of its cluster, once for each
/// time that it was observed. Used by one thread.
public final class Headline {
    private final Map<Prefix, Instant> counted = new HashMap<>();

    /// The time of a subnet that has just arrived everywhere; empty for one that has not, or was counted before.
    ///
    /// @param reporters what each reporter says of the prefix
    /// @param reflectors those of the prefix's cluster
    public Optional<Duration> arrived(
            Prefix prefix, Map<String, RouteHealth> reporters, Collection<ReflectorId> reflectors) {
        var own = reporters.get(RouteHealth.INVENTORY);
        if (reporters.isEmpty()) {
            counted.remove(prefix);
        }
        var observed = own == null ? null : own.reachedAt().get(Stage.OBSERVED);
        if (observed == null || reflectors.isEmpty() || observed.equals(counted.get(prefix))) {
            return Optional.empty();
        }
        var verified = reflectors.stream()
                .map(reflector -> reporters.get(reflector.value()))
                .map(Headline::verifiedAt)
                .toList();
        if (verified.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        counted.put(prefix, observed);
        return verified.stream()
                .map(Optional::orElseThrow)
                .max(Instant::compareTo)
                .filter(at -> !at.isBefore(observed))
                .map(at -> Duration.between(observed, at));
    }

    private static Optional<Instant> verifiedAt(@Nullable RouteHealth health) {
        return Optional.ofNullable(health)
                .filter(it -> it.lifecycle() == Lifecycle.ACTIVE && it.stage() == Stage.VERIFIED)
                .map(it -> Objects.requireNonNull(it.reachedAt().get(Stage.VERIFIED)));
    }
}
