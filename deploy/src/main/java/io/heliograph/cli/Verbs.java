package io.heliograph.cli;

import io.heliograph.lab.BenchCommand;
import io.heliograph.lab.DemoCommand;
import io.heliograph.lab.LabCommand;
import picocli.CommandLine;

/// The verbs, in the order in which `--help` shows them.
final class Verbs {
    private Verbs() {}

    static void add(CommandLine line) {
        line.addSubcommand(new DemoCommand());
        line.addSubcommand(new LabCommand());
        line.addSubcommand(new BenchCommand());
        line.addSubcommand(new StatusCommand());
        line.addSubcommand(new HostsCommand());
        line.addSubcommand(new ReflectorsCommand());
        line.addSubcommand(new SessionsCommand());
        line.addSubcommand(new RoutesCommand());
        line.addSubcommand(new ExplainCommand());
        line.addSubcommand(new WaitCommand());
        line.addSubcommand(new FleetCommand());
        line.addSubcommand(new ConfigCommand());
        line.addSubcommand(new TopicsCommand());
        line.addSubcommand(new BrokerCommand());
        line.addSubcommand(new CompletionCommand());
        line.addSubcommand(new VersionCommand());
    }
}
