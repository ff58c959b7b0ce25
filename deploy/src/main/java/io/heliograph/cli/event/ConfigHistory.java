package io.heliograph.cli.event;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configurations of one node, as far as the bus still tells of them: the texts until they are compacted (the
/// newest stays for ever), and what became of each for the audit window.
///
/// @param entries oldest first
/// @param texts by revision, those that are still there
/// @param running what the node said last that it runs
public record ConfigHistory(
        NodeId node, List<Entry> entries, Map<Revision, NodeConfig> texts, Optional<Revision> running) {
    /// One revision.
    ///
    /// @param renderedAt when it was put on the bus; empty once that record is gone
    /// @param outcome what became of it last
    /// @param running whether the node runs it now, as far as it said
    /// @param textKept whether its text is still on the bus
    public record Entry(
            Revision revision,
            Optional<Instant> renderedAt,
            Optional<ChangeClass> changeClass,
            Optional<ChangeCost> cost,
            Optional<String> cause,
            Optional<ApplyResult.Outcome> outcome,
            Optional<Instant> outcomeAt,
            Optional<Reason> reason,
            boolean running,
            boolean textKept) {}

    public ConfigHistory {
        entries = List.copyOf(entries);
        texts = Map.copyOf(texts);
    }

    /// From the records of the configurations and the applies, in their order.
    public static ConfigHistory of(NodeId node, List<BusEvent> events) {
        var configs = new LinkedHashMap<Revision, NodeConfig>();
        var rendered = new HashMap<Revision, Instant>();
        var results = new LinkedHashMap<Revision, ApplyResult>();
        var order = new ArrayList<Revision>();
        Optional<Revision> running = Optional.empty();
        for (var event : events) {
            if (event.value() instanceof Decoded.Event<?>(NodeConfig config)
                    && config.node().equals(node)) {
                // One that comes again is the newest again.
                order.remove(config.revision());
                order.add(config.revision());
                configs.put(config.revision(), config);
                rendered.put(config.revision(), event.at());
            } else if (event.value() instanceof Decoded.Event<?>(ApplyResult result)
                    && result.node().equals(node)) {
                if (!order.contains(result.revision())) {
                    order.add(result.revision());
                }
                results.put(result.revision(), result);
                running = result.running();
            }
        }
        var now = running;
        var entries = order.stream()
                .map(revision -> entry(
                        revision,
                        Optional.ofNullable(configs.get(revision)),
                        Optional.ofNullable(rendered.get(revision)),
                        Optional.ofNullable(results.get(revision)),
                        now.equals(Optional.of(revision))))
                .toList();
        return new ConfigHistory(node, entries, configs, running);
    }

    private static Entry entry(
            Revision revision,
            Optional<NodeConfig> config,
            Optional<Instant> renderedAt,
            Optional<ApplyResult> result,
            boolean running) {
        return new Entry(
                revision,
                renderedAt,
                config.map(NodeConfig::changeClass),
                config.map(NodeConfig::cost),
                config.map(NodeConfig::cause),
                result.map(ApplyResult::outcome),
                result.map(ApplyResult::at),
                result.flatMap(ApplyResult::reason),
                running,
                config.isPresent());
    }

    /// What was rendered last.
    public Optional<Revision> wanted() {
        return entries.stream()
                .filter(entry -> entry.renderedAt().isPresent())
                .reduce((_, last) -> last)
                .map(Entry::revision);
    }

    /// The revisions that begin with these digits.
    public List<Revision> named(String digits) {
        return entries.stream()
                .map(Entry::revision)
                .filter(revision -> revision.value().startsWith(digits))
                .toList();
    }
}
