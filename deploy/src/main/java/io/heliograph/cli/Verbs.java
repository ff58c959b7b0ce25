package io.heliograph.cli;

import io.heliograph.lab.BenchCommand;
import io.heliograph.lab.ChaosCommand;
import io.heliograph.lab.DemoCommand;
import io.heliograph.lab.LabCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The verbs, in the order in which `--help` shows them.
final class Verbs {
    private static final Map<String, Supplier<Object>> ALL = all();

    private Verbs() {}

    private static Map<String, Supplier<Object>> all() {
        var verbs = new LinkedHashMap<String, Supplier<Object>>();
        verbs.put("demo", DemoCommand::new);
        verbs.put("lab", LabCommand::new);
        verbs.put("bench", BenchCommand::new);
        verbs.put("chaos", ChaosCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("hosts", HostsCommand::new);
        verbs.put("reflectors", ReflectorsCommand::new);
        verbs.put("sessions", SessionsCommand::new);
        verbs.put("routes", RoutesCommand::new);
        verbs.put("explain", ExplainCommand::new);
        verbs.put("wait", WaitCommand::new);
        verbs.put("events", EventsCommand::new);
        verbs.put("doctor", DoctorCommand::new);
        verbs.put("fleet", FleetCommand::new);
        verbs.put("rollout", RolloutCommand::new);
        verbs.put("host", HostCommand::new);
        verbs.put("token", TokenCommand::new);
        verbs.put("config", ConfigCommand::new);
        verbs.put("topics", TopicsCommand::new);
        verbs.put("broker", BrokerCommand::new);
        verbs.put("bundle", BundleCommand::new);
        verbs.put("completion", CompletionCommand::new);
        verbs.put(CompleteCommand.NAME, CompleteCommand::new);
        verbs.put("version", VersionCommand::new);
        return verbs;
    }

    /// Adds the verb that is the first of the arguments; all of them when it is none, or when it speaks of all.
    static void add(CommandLine line, String... args) {
        var asked = args.length == 0 ? null : ALL.get(args[0]);
        if (asked != null && !args[0].equals(CompleteCommand.NAME)) {
            line.addSubcommand(asked.get());
        } else {
            ALL.values().forEach(verb -> line.addSubcommand(verb.get()));
        }
    }
}
