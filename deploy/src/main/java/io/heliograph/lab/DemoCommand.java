package io.heliograph.lab;

import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.measure.DemoReport;
import io.heliograph.lab.plan.LabName;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `heliograph demo`: container networks on two hosts become routes in a router, before one's eyes.
@Command(
        name = "demo",
        description = "Brings a lab up, creates container networks, and shows them become routes in a router.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph demo --keep"})
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private LabCommand.Name name = new LabCommand.Name();

    @Option(names = "--keep", description = "leave the lab up afterwards")
    private boolean keep;

    @Option(
            names = "--roots",
            description = "docker01 on Debian trixie (Docker 26, BIRD 2.17), docker02 on sid (Docker 28, BIRD 3)")
    private boolean roots;

    @Option(names = "--json", paramLabel = "FILE", description = "write the outcome there as well")
    private Optional<Path> json = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return LabCommand.say(spec, () -> {
            Consumer<String> progress = line -> LabCommand.note(spec, line);
            var settings = LabFolder.settings(
                    LabHome.find(System.getenv()),
                    name.value(spec),
                    false,
                    roots ? LabCommand.roots(progress) : List.of());
            try (var lab = new Lab(settings)) {
                return show(lab, progress);
            }
        });
    }

    private int show(Lab lab, Consumer<String> progress) throws IOException {
        if (keep) {
            int outcome = demonstrate(lab, progress);
            lookAround(lab).forEach(progress);
            return outcome;
        }
        // Ctrl-C leaves nothing behind either.
        var stop = new Thread(() -> new LabStop(lab).down(), "lab-down");
        Runtime.getRuntime().addShutdownHook(stop);
        int outcome = LabCommand.INTERNAL;
        try {
            outcome = demonstrate(lab, progress);
        } catch (LabTrouble | CommandFailed e) {
            // Told before the lab is taken down, which may have trouble of its own.
            progress.accept(String.valueOf(e.getMessage()));
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
            if (outcome != LabCommand.OK) {
                progress.accept("logs: " + LabFolder.saveLogs(lab.settings()));
            }
            new LabStop(lab).down();
        }
        progress.accept("the lab is gone again; heliograph demo --keep leaves it up");
        return outcome;
    }

    private int demonstrate(Lab lab, Consumer<String> progress) throws IOException {
        new LabStart(lab, progress).up();
        var report = new Demonstration(lab, progress).run();
        print(report);
        return report.isGood() ? LabCommand.OK : LabCommand.UNHEALTHY;
    }

    private void print(DemoReport report) throws IOException {
        var out = spec.commandLine().getOut();
        out.print(report.table());
        out.flush();
        if (json.isPresent()) {
            Files.writeString(json.get(), BenchCommand.json(report));
        }
    }

    private static List<String> lookAround(Lab lab) {
        var labName = lab.settings().name();
        var option = labName.equals(LabName.DEFAULT) ? " " : " --name " + labName + " ";
        var subnet = lab.settings().addresses().subnet(LabNode.DOCKER01, 9);
        return List.of(
                "the lab is up, its dashboard at " + lab.plan().inventory() + ". Look around:",
                "  heliograph status",
                "  heliograph lab exec" + option + "router1 vtysh -c 'show bgp ipv6'",
                "  heliograph lab exec" + option + "docker01 docker network create --ipv6 --subnet " + subnet + " blue",
                "  heliograph wait " + subnet + " --for verified",
                "  heliograph lab break" + option + "bird:rr02",
                "  heliograph lab down" + option.stripTrailing());
    }
}
