package io.heliograph.lab;

import io.heliograph.lab.plan.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verbs of `heliograph lab` that make faults and mend them.
final class LabFaultCommands {
    private LabFaultCommands() {}

    /// `lab break`
    @Command(
            name = "break",
            description = "Makes one named fault.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab break bird:rr02"})
    static final class Break implements Callable<Integer> {
        @Mixin
        private LabCommand.Name name = new LabCommand.Name();

        @Parameters(arity = "0..2", paramLabel = "FAULT", description = "see --list")
        private List<String> words = new ArrayList<>();

        @Option(names = "--list", description = "print the faults that can be made")
        private boolean list;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            if (list) {
                var out = spec.commandLine().getOut();
                Fault.all().forEach(fault -> out.printf("%-18s %s%n", fault.name(), fault.says()));
                out.flush();
                return LabCommand.OK;
            }
            return LabCommand.say(spec, () -> {
                var fault = fault(spec, words);
                try (var lab = LabHome.running(name.value(spec))) {
                    new LabFaults(lab).make(fault);
                }
                LabCommand.note(spec, fault.says() + "; heliograph lab mend " + fault.name() + " undoes it");
                return LabCommand.OK;
            });
        }
    }

    /// `lab mend`
    @Command(
            name = "mend",
            description = "Undoes a fault, or all of them.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab mend"})
    static final class Mend implements Callable<Integer> {
        @Mixin
        private LabCommand.Name name = new LabCommand.Name();

        @Parameters(arity = "0..2", paramLabel = "FAULT", description = "all that hold, when none is named")
        private List<String> words = new ArrayList<>();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return LabCommand.say(spec, () -> {
                try (var lab = LabHome.running(name.value(spec))) {
                    var faults = new LabFaults(lab);
                    var wanted = words.isEmpty() ? faults.holding() : List.of(fault(spec, words));
                    for (var fault : wanted) {
                        faults.mend(fault);
                        LabCommand.note(spec, "mended: " + fault.name());
                    }
                    if (wanted.isEmpty()) {
                        LabCommand.note(spec, "no fault holds");
                    }
                }
                return LabCommand.OK;
            });
        }
    }

    private static Fault fault(CommandSpec spec, List<String> words) {
        return Fault.named(words)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no fault named '" + String.join(" ", words) + "'; heliograph lab break --list names them"));
    }
}
