package io.heliograph.lab;

import io.heliograph.lab.http.InventoryClient;
import io.heliograph.lab.linux.Engine;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.linux.Programs;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import io.heliograph.lab.plan.LabProcess;
import io.heliograph.lab.plan.LabSettings;
import io.heliograph.lab.plan.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// One lab on this machine: its plan, and the programs that run it.
final class Lab implements AutoCloseable {
    private final LabPlan plan;
    private final Programs programs;
    private final InventoryClient inventory;
    private final Map<String, String> variables;

    Lab(LabSettings settings) {
        this(settings, Map.of());
    }

    /// @param variables given to every process beside what the plan gives it
    Lab(LabSettings settings, Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        plan = LabPlan.of(settings);
        programs = new Programs(settings.state().resolve("pids"), settings.logs());
        inventory = new InventoryClient(plan.inventory());
    }

    LabPlan plan() {
        return plan;
    }

    LabSettings settings() {
        return plan.settings();
    }

    Programs programs() {
        return programs;
    }

    InventoryClient inventory() {
        return inventory;
    }

    Engine engine(LabNode host) {
        return new Engine(Engine.installedClient(), settings().dockerSocket(host));
    }

    String namespace(LabNode node) {
        return settings().namespace(node);
    }

    /// Starts a process of the plan, unless it lives.
    void start(LabProcess process) {
        if (!programs.isAlive(process.name())) {
            var environment = new TreeMap<>(process.environment());
            environment.putAll(variables);
            programs.start(process.name(), process.command(), environment);
        }
    }

    boolean isReady(LabProcess process) {
        return switch (process.ready()) {
            case Readiness.Started _ -> true;
            case Readiness.Socket(Path path) -> Probe.listens(path);
            case Readiness.Port(var address, int port) -> Probe.listens(address.toString(), port);
            case Readiness.Answers(var uri) -> inventory.answers(uri);
        };
    }

    /// Waits until the process is ready; throws [LabTrouble] with the end of its log when it ends or takes too long.
    void awaitReady(LabProcess process, Duration limit) {
        boolean settled = Probe.await(limit, () -> !programs.isAlive(process.name()) || isReady(process));
        if (!programs.isAlive(process.name())) {
            throw new LabTrouble(process.name() + " has ended. See " + programs.log(process.name()));
        }
        if (!settled) {
            throw new LabTrouble(process.name() + " is not ready after " + limit.toSeconds() + " s. See "
                    + programs.log(process.name()));
        }
    }

    /// Throws [LabTrouble] when the lab of this name is somebody else's.
    void refuseForeign() {
        var settings = settings();
        var owner = LabFolder.owner(settings.name());
        if (owner.isPresent() && !owner.get().equals(settings.state())) {
            throw new LabTrouble("a lab named " + settings.name() + " is kept in " + owner.get()
                    + ". Take another --name, or take that one down first.");
        }
    }

    @Override
    public void close() {
        inventory.close();
    }
}
