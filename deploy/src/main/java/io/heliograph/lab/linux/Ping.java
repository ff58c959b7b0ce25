package io.heliograph.lab.linux;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A real ping from a node.
public final class Ping {
    private static final Pattern ROUND_TRIP = Pattern.compile("time[=<]([0-9.]+) ms");

    private Ping() {}

    /// The first round trip that comes back within the limit, in milliseconds.
    public static Optional<Double> from(String namespace, String address, Duration limit) {
        var command = Command.inNamespace(namespace, List.of("ping", "-6", "-n", "-c", "1", "-W", "1", address));
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            var outcome = Command.attempt(command, Map.of(), "");
            var matcher = ROUND_TRIP.matcher(outcome.output());
            if (outcome.isSuccess() && matcher.find()) {
                return Optional.of(Double.valueOf(matcher.group(1)));
            }
        } while (System.nanoTime() - deadline < 0);
        return Optional.empty();
    }
}
