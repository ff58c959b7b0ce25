package io.heliograph.bus.kafka;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// Whether a Kafka client has a broker, by its own count of connections. Only a client that is polled notices that a
/// connection has gone.
public final class Connections {
    private Connections() {}

    public static boolean any(Map<MetricName, ? extends Metric> metrics) {
        return any(metrics, _ -> true);
    }

    /// The same, for metrics of several clients.
    ///
    /// @param client which of them count, by the id
    public static boolean any(Map<MetricName, ? extends Metric> metrics, Predicate<String> client) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count"))
                .filter(entry -> client.test(entry.getKey().tags().getOrDefault("client-id", "")))
                .anyMatch(entry -> entry.getValue().metricValue() instanceof Number count && count.doubleValue() > 0);
    }
}
