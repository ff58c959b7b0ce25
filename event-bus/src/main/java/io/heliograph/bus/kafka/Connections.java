package io.heliograph.bus.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// Whether a Kafka client has a broker, by its own count of connections.
public final class Connections {
    private Connections() {}

    public static boolean any(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count"))
                .anyMatch(entry -> entry.getValue().metricValue() instanceof Number count && count.doubleValue() > 0);
    }
}
