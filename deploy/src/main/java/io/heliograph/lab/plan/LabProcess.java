package io.heliograph.lab.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program of the lab on its node.
///
/// @param program its short name: `bird`, `engine`, `agent`, `kafka`, …
/// @param command complete, with what puts it into its namespace
/// @param environment added to what the lab itself was started with
public record LabProcess(
        LabNode node, String program, List<String> command, Map<String, String> environment, Readiness ready) {
    public LabProcess {
        command = List.copyOf(command);
        environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /// The name of its log and of the record of its process id.
    public String name() {
        return node + "." + program;
    }
}
