package io.heliograph.cli;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.cli.doctor.Examination;
import io.heliograph.cli.doctor.Mends;
import io.heliograph.cli.doctor.NodeSettings;
import io.heliograph.cli.doctor.Patient;
import io.heliograph.cli.linux.NodeFiles;
import io.heliograph.cli.linux.Remedy;
import io.heliograph.cli.view.DoctorView;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.linux.KernelReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph doctor`
@Command(
        name = "doctor",
        description = {
            "What is wrong with a node, by code, with the cause and the mend; exit code 3 when anything is, 7 when only"
                    + " the control plane is out of reach.",
            "Without NODE it looks at the machine that it runs on. With NODE or --fleet it asks the inventory."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph doctor --fleet"})
final class DoctorCommand implements Callable<Integer> {
    /// An agent looks at its kernel each five seconds.
    private static final Duration AGENT_LOOKS = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    @Parameters(
            arity = "0..1",
            paramLabel = "NODE",
            description = "a host or a reflector: docker01, host/docker01, reflector/rr01")
    private Optional<String> node = Optional.empty();

    @Option(names = "--fleet", description = "every host and reflector, a line each")
    private boolean fleet;

    @Option(
            names = "--fix",
            description = "mends what settings of the kernel can mend on this machine: shows the commands, asks, runs"
                    + " them, looks again")
    private boolean fix;

    @Option(names = "--yes", description = "with --fix: does not ask")
    private boolean yes;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            defaultValue = "/etc/heliograph/heliograph.env",
            description =
                    "the settings of the machine's agent; the environment comes first (default: ${DEFAULT-VALUE})")
    private Path envFile = Path.of("/etc/heliograph/heliograph.env");

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (fleet && node.isPresent()) {
            throw new ParameterException(spec.commandLine(), "NODE and --fleet exclude each other.");
        }
        if (fix && (fleet || node.isPresent())) {
            throw new ParameterException(spec.commandLine(), "--fix mends the machine that it runs on alone.");
        }
        return (fleet || node.isPresent() ? round() : machine()).number();
    }

    private ExitCode round() throws InterruptedException {
        var patients = inventory.ask(NodeLook::round).patients().stream()
                .filter(it -> node.isEmpty()
                        || it.node().name().equals(node.get())
                        || it.node().toString().equals(node.get()))
                .toList();
        if (node.isPresent() && patients.isEmpty()) {
            throw CommandFailure.of(
                    ExitCode.UNHEALTHY, List.of(Reason.of(ReasonCode.NOT_FOUND, "host or reflector", node.get())));
        }
        output.print(DoctorView.of(patients, OutputOptions.paint()));
        return patients.stream().allMatch(Patient::healthy) ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private ExitCode machine() throws Exception {
        var environment = new TreeMap<>(NodeFiles.variables(envFile));
        environment.putAll(System.getenv());
        inventory.known(environment).map(URI::toString).ifPresent(url -> environment.put("HELIOGRAPH_URL", url));
        var settings = NodeSettings.of(environment, KernelReader.hostName())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "This machine is no node: neither the environment nor " + envFile
                                + " says HELIOGRAPH_CLUSTER. For the fleet as the inventory knows it: --fleet."));
        var look = new NodeLook(settings, BusSettings.bootstrap(environment));
        var found = examine(settings, look);
        if (fix && mend(found)) {
            found = mended(found.examination().codes(), settings, look);
        }
        output.print(DoctorView.of(found.examination(), OutputOptions.paint()));
        return exit(found.examination());
    }

    private record Found(Examination examination, List<List<String>> mends) {}

    private static Found examine(NodeSettings settings, NodeLook look) throws InterruptedException {
        var sight = look.look();
        var examination = Examination.of(settings, sight, Instant.now());
        return new Found(examination, Mends.of(examination.codes(), sight));
    }

    /// What the agent said before the mend stands in the fleet until it has looked again.
    private static Found mended(Set<ReasonCode> before, NodeSettings settings, NodeLook look)
            throws InterruptedException {
        long end = System.nanoTime() + AGENT_LOOKS.toNanos();
        var found = examine(settings, look);
        while (found.examination().hasAny(Mends.MENDABLE, before) && System.nanoTime() < end) {
            Thread.sleep(AGAIN);
            found = examine(settings, look);
        }
        return found;
    }

    private static ExitCode exit(Examination examination) {
        if (examination.isHealthy()) {
            return ExitCode.OK;
        }
        return examination.lacksOnlyTheControlPlane() ? ExitCode.UNREACHABLE : ExitCode.UNHEALTHY;
    }

    /// Whether anything was run.
    private boolean mend(Found found) throws Exception {
        var console = new Console(spec);
        if (found.mends().isEmpty()) {
            console.note("nothing here can be mended by a command; the checks say what to do");
            return false;
        }
        console.note("these commands mend it until the machine starts again:");
        found.mends().forEach(command -> console.note("  " + String.join(" ", command)));
        if (!yes && !Remedy.isWanted()) {
            console.note("nothing was changed; --yes runs them without asking");
            return false;
        }
        for (var command : found.mends()) {
            Remedy.run(command).ifPresent(why -> console.note("  failed: " + String.join(" ", command) + ": " + why));
        }
        console.note("to keep it so, write the same into /etc/sysctl.d");
        return true;
    }
}
