package io.heliograph.cli;

import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.event.EventKind;
import io.heliograph.cli.event.Start;
import io.heliograph.cli.kafka.BusUnreachable;
import io.heliograph.cli.kafka.EventReader;
import io.heliograph.cli.kafka.TopicMissing;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What the bus still has of a node's configurations.
final class NodeTexts {
    private static final Duration POLL = Duration.ofMillis(500);

    private NodeTexts() {}

    /// Reads the topics to their ends.
    ///
    /// @param node `rr01` or `reflector/rr01`
    static ConfigHistory read(BusOptions bus, String node, CommandSpec spec) throws InterruptedException {
        var kinds = EnumSet.of(EventKind.CONFIGS, EventKind.APPLIES);
        var events = new ArrayList<BusEvent>();
        var nodes = new TreeSet<NodeId>();
        try (var reader = EventReader.open(bus.bootstrap(), kinds, new Start.Beginning(), _ -> {})) {
            while (!reader.isCaughtUp()) {
                for (var event : reader.poll(POLL)) {
                    if (event.key().equals(node) || event.key().endsWith("/" + node)) {
                        nodes.add(NodeId.parse(event.key()));
                        events.add(event);
                    }
                }
            }
        } catch (BusUnreachable e) {
            throw CommandFailure.of(ExitCode.UNREACHABLE, List.of(e.reason()));
        } catch (TopicMissing e) {
            throw new CommandFailure(ExitCode.UNHEALTHY, "TOPICS_MISSING: " + e.getMessage());
        } catch (InvalidValue e) {
            throw CommandFailure.of(ExitCode.UNHEALTHY, List.of(e.reason()));
        }
        if (nodes.isEmpty()) {
            throw CommandFailure.of(
                    ExitCode.UNHEALTHY, List.of(Reason.of(ReasonCode.NOT_FOUND, "configuration of", node)));
        }
        if (nodes.size() > 1) {
            throw new ParameterException(spec.commandLine(), "'" + node + "' is one of " + nodes + ".");
        }
        return ConfigHistory.of(nodes.first(), events);
    }

    /// The one revision that is meant by its first digits.
    static Revision revision(ConfigHistory history, String digits) {
        var found = history.named(digits);
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                throw CommandFailure.of(
                        ExitCode.UNHEALTHY,
                        List.of(Reason.of(ReasonCode.NOT_FOUND, "revision of " + history.node(), digits)));
            default ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "REVISION_AMBIGUOUS: '" + digits + "' is the beginning of " + found.size()
                                + " revisions. Write more of it.");
        };
    }

    /// The text of a revision; that it is gone ends the verb.
    static NodeConfig text(ConfigHistory history, Revision revision) {
        var config = history.texts().get(revision);
        if (config == null) {
            throw new CommandFailure(
                    ExitCode.UNHEALTHY,
                    "TEXT_GONE: The text of revision " + revision.abbreviated() + " of " + history.node()
                            + " is no longer on the bus, which keeps the newest of each node and others until they"
                            + " are compacted. The node keeps its last ones in HELIOGRAPH_BIRD_CONFIG_DIR/revisions.");
        }
        return config;
    }
}
