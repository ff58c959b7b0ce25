package io.heliograph.lab;

import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.OldBird;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.NodeTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// A BIRD 1.6 in the place of a node's own, on its socket, until it is closed.
record OldBirdAt(LabJourney journey, LabNode node) implements AutoCloseable {
    /// Without sessions: what is rendered for BIRD 2 it does not read.
    private static final String CONFIG = """
            router id 192.0.2.1;
            protocol device { }
            """;

    static OldBirdAt start(LabJourney journey, LabNode node) {
        var program = program();
        var settings = journey.lab().settings();
        var config = settings.run(node).resolve("old-bird.conf").toString();
        Command.run(List.of("tee", config), Map.of(), CONFIG);
        var socket = settings.birdSocket(node).toString();
        var command = List.of(program.toString(), "-f", "-c", config, "-s", socket, "-P", config + ".pid");
        var old = new OldBirdAt(journey, node);
        journey.make(old.fault());
        journey.lab().programs().start(old.name(), NodeTools.command(settings, node, command), Map.of());
        return old;
    }

    /// A mirror may have dropped a release that old: then there is nothing to be tested with, and why is said.
    private static Path program() {
        try {
            return new OldBird(LabHome.roots(), System.err::println).program();
        } catch (CommandFailed e) {
            return Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    private String fault() {
        return "bird:" + node;
    }

    private String name() {
        return node + ".old-bird";
    }

    @Override
    public void close() {
        journey.lab().programs().stop(name());
        journey.mend(fault());
    }
}
