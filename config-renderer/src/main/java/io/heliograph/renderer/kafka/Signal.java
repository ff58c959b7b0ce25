package io.heliograph.renderer.kafka;

import io.heliograph.bus.trace.Span;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.util.List;

/// What the topology tells the outside: for logs, meters and those who ask.
public sealed interface Signal {
    /// A configuration was handed to Kafka.
    ///
    /// @param steps its part in the trace of each change that it carries
    record Sent(NodeConfig config, List<Span> steps) implements Signal {}

    /// A pass over what is due.
    ///
    /// @param places the nodes that were looked at
    record Rendered(int places, Duration took) implements Signal {}

    /// A node keeps what it has.
    record Refused(String place, Reason reason) implements Signal {}

    /// What waits on its way to a node, or waits no longer.
    record Told(Rollout rollout) implements Signal {}

    /// An entry that calls unknown a cluster that is known; it was not obeyed.
    record Ignorant(String key) implements Signal {}

    /// An entry that came after the one that replaced it; it was not obeyed.
    record Outdated(String key) implements Signal {}

    /// A record of the fleet topic cannot be read; it is on the dead-letter topic.
    record Poison(int partition, long offset, Reason reason) implements Signal {}

    /// A partition was read to the end as it was when the task began.
    record CaughtUp(int partition, long offset) implements Signal {}
}
