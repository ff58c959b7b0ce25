package io.heliograph.lab;

import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `heliograph lab status`: which process lives, which fault holds, what the inventory says.
@Command(
        name = "status",
        description = "Shows the lab's processes, faults and addresses.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph lab status"})
final class LabStatusCommand implements Callable<Integer> {
    @Mixin
    private LabCommand.Name name = new LabCommand.Name();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return LabCommand.say(spec, () -> {
            try (var lab = LabHome.running(name.value(spec))) {
                var out = spec.commandLine().getOut();
                boolean healthy = print(lab, out);
                out.flush();
                return healthy ? LabCommand.OK : LabCommand.UNHEALTHY;
            }
        });
    }

    private static boolean print(Lab lab, PrintWriter out) {
        boolean healthy = true;
        var addresses = lab.settings().addresses();
        for (var node : LabNode.values()) {
            var processes = lab.plan().processes().stream()
                    .filter(process -> process.node() == node)
                    .toList();
            var words = processes.stream()
                    .map(process -> process.program() + (lab.programs().isAlive(process.name()) ? "" : " DEAD"))
                    .collect(Collectors.joining(", "));
            healthy &= processes.stream().allMatch(process -> lab.programs().isAlive(process.name()));
            out.printf("%-10s %-24s %s%n", node, addresses.of(node), words);
        }
        for (Fault fault : new LabFaults(lab).holding()) {
            healthy = false;
            out.printf("fault      %-24s %s%n", fault.name(), fault.says());
        }
        if (!lab.settings().bare()) {
            healthy &= printFleet(lab, out);
        }
        return healthy;
    }

    private static boolean printFleet(Lab lab, PrintWriter out) {
        out.printf("inventory  %s%n", lab.plan().inventory());
        out.printf("kafka      %s%n", lab.plan().kafka());
        out.printf("logs       %s%n", lab.settings().logs());
        try {
            var status = lab.inventory().status();
            out.printf("fleet      %s%n", status.summary());
            return status.healthy();
        } catch (UncheckedIOException e) {
            out.printf("fleet      the inventory does not answer: %s%n", e.getMessage());
            return false;
        }
    }
}
