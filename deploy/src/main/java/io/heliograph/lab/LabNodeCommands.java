package io.heliograph.lab;

import io.heliograph.lab.linux.Terminal;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.NodeTools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verbs of `heliograph lab` that look into a node.
final class LabNodeCommands {
    private LabNodeCommands() {}

    /// `lab exec`
    @Command(
            name = "exec",
            description = "Runs a command on a node; docker, birdc and vtysh there speak to the node's own.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab exec rr01 -- birdc show protocols"})
    static final class Exec implements Callable<Integer> {
        @Mixin
        private LabCommand.Name name = new LabCommand.Name();

        @Parameters(index = "0", paramLabel = "NODE", description = "router1, mgmt, rr01, rr02, docker01 or docker02")
        private String node = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "the command")
        private List<String> command = new ArrayList<>();

        private CommandSpec spec = CommandSpec.create();

        /// Options that stand behind the node are those of the command.
        @Spec
        void setSpec(CommandSpec injected) {
            spec = injected;
            spec.parser().stopAtPositional(true);
        }

        @Override
        public Integer call() throws Exception {
            return LabCommand.say(spec, () -> {
                var where = LabNode.named(node).orElseThrow(() -> {
                    var nodes =
                            Arrays.stream(LabNode.values()).map(LabNode::label).collect(Collectors.joining(", "));
                    return new ParameterException(
                            spec.commandLine(), "no node " + node + " in the lab; there are " + nodes);
                });
                try (var lab = LabHome.running(name.value(spec))) {
                    return Terminal.run(
                            NodeTools.command(lab.settings(), where, withoutDashes(command)),
                            NodeTools.environment(lab.settings(), where));
                }
            });
        }
    }

    private static List<String> withoutDashes(List<String> command) {
        return command.getFirst().equals("--") ? command.subList(1, command.size()) : command;
    }

    /// `lab logs`
    @Command(
            name = "logs",
            description = "Shows the logs of the lab's processes.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab logs rr01.agent --follow"})
    static final class Logs implements Callable<Integer> {
        private static final String LINES = "200";

        @Mixin
        private LabCommand.Name name = new LabCommand.Name();

        @Parameters(arity = "0..*", paramLabel = "PROCESS", description = "such as rr01.agent; all, when none is named")
        private List<String> processes = new ArrayList<>();

        @Option(
                names = {"-f", "--follow"},
                description = "go on as they grow")
        private boolean follow;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return LabCommand.say(spec, () -> {
                try (var lab = LabHome.running(name.value(spec))) {
                    var known = lab.programs().names();
                    var wanted = processes.isEmpty() ? known : processes;
                    wanted.stream()
                            .filter(process -> !known.contains(process))
                            .findFirst()
                            .ifPresent(process -> {
                                throw new ParameterException(
                                        spec.commandLine(),
                                        "no process " + process + " in the lab; there are " + String.join(", ", known));
                            });
                    var command = new ArrayList<>(List.of("tail", "-v", "-n", LINES));
                    if (follow) {
                        command.add("-F");
                    }
                    wanted.forEach(
                            process -> command.add(lab.programs().log(process).toString()));
                    return Terminal.run(command, java.util.Map.of());
                }
            });
        }
    }
}
