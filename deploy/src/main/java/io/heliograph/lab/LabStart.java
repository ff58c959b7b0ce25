package io.heliograph.lab;

import io.heliograph.fleet.event.SessionState;
import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNetwork;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabProcess;
import io.heliograph.lab.plan.Readiness;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Brings a lab up, whatever was left of it before.
final class LabStart {
    /// Two slow cores that also build something else need a while for six virtual machines.
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private static final List<String> PROGRAMS = List.of(
            "/usr/sbin/bird",
            "/usr/lib/frr/zebra",
            "/usr/lib/frr/bgpd",
            "/usr/sbin/dockerd",
            "/usr/bin/nsenter",
            "/usr/bin/setsid",
            "/bin/busybox",
            "/bin/ping");

    private final Lab lab;
    private final Consumer<String> progress;

    LabStart(Lab lab, Consumer<String> progress) {
        this.lab = lab;
        this.progress = progress;
    }

    /// Returns once every session of the lab is up. The machine was [checked][#check()] before.
    void up() {
        if (!lab.programs().names().isEmpty() || !remains().isEmpty()) {
            progress.accept("cleaning what is left of lab " + lab.settings().name());
            new LabStop(lab).down();
        }
        LabFolder.write(lab.plan());
        network();
        progress.accept("network: " + LabNode.values().length + " nodes on one fabric");
        lab.plan().processes().forEach(lab::start);
        progress.accept("started " + lab.plan().processes().size() + " processes, logs in "
                + lab.settings().logs());
        awaitProcesses();
        if (!lab.settings().bare()) {
            awaitFleet();
        }
    }

    /// Throws [LabTrouble] when this machine cannot carry the lab.
    void check() {
        var settings = lab.settings();
        var missing = Stream.concat(PROGRAMS.stream().map(Path::of), lab.plan().jars().stream())
                .filter(file -> !Files.exists(file))
                .toList();
        if (!missing.isEmpty()) {
            throw new LabTrouble("missing: " + missing + ". ./heliograph lab up installs programs and builds.");
        }
        lab.refuseForeign();
        var management = settings.addresses().of(LabNode.MGMT);
        var device = Namespaces.routeDevice(management.toString());
        if (!device.isEmpty() && !device.equals(settings.name().uplink())) {
            throw new LabTrouble("the addresses of lab " + settings.name() + " are taken by the lab on device " + device
                    + ": " + management + ". Take another --name.");
        }
    }

    private List<String> remains() {
        return Namespaces.withPrefix(lab.settings().name().namespacePrefix());
    }

    private void network() {
        for (var batch : LabNetwork.batches(lab.settings())) {
            batch.namespace().ifPresent(namespace -> Namespaces.sysctls(namespace, batch.sysctls()));
            batch.namespace()
                    .ifPresentOrElse(
                            namespace -> Namespaces.batchIn(namespace, batch.lines()),
                            () -> Namespaces.batch(batch.lines()));
        }
    }

    private void awaitProcesses() {
        var waits = lab.plan().processes().stream()
                .<Callable<Void>>map(process -> () -> {
                    lab.awaitReady(process, READY_LIMIT);
                    ready(process);
                    return null;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(waits)) {
                outcome.get();
            }
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case LabTrouble trouble -> trouble;
                case CommandFailed failed -> failed;
                case null, default -> new IllegalStateException(e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabTrouble("interrupted");
        }
    }

    private void ready(LabProcess process) {
        if (process.program().equals("engine")) {
            var engine = lab.engine(process.node());
            engine.importImage(lab.settings().data(process.node()).resolve("image"));
            progress.accept(process.node() + ": Docker " + engine.version() + " is ready");
        } else if (!(process.ready() instanceof Readiness.Started)) {
            progress.accept(process.node() + ": " + process.program() + " is ready");
        }
    }

    private void awaitFleet() {
        if (!Probe.await(READY_LIMIT, this::fleetApplied)) {
            throw new LabTrouble("the inventory does not take the lab's fleet. See "
                    + lab.programs().log("mgmt.inventory"));
        }
        progress.accept("fleet declared: cluster lab, rr01, rr02, upstream router1");
        if (!Probe.await(READY_LIMIT, () -> sessionsUp() == LabFleet.SESSIONS)) {
            throw new LabTrouble("only " + sessionsUp() + " of " + LabFleet.SESSIONS
                    + " sessions are up. See heliograph lab status, and "
                    + lab.settings().logs());
        }
        progress.accept("all " + LabFleet.SESSIONS + " BGP sessions are up");
    }

    private boolean fleetApplied() {
        try {
            lab.inventory().apply(LabFleet.of(lab.settings().addresses()));
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private long sessionsUp() {
        try {
            return lab.inventory().sessions().stream()
                    .filter(session -> session.state() == SessionState.UP)
                    .count();
        } catch (UncheckedIOException _) {
            return 0;
        }
    }
}
