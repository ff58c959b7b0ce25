package io.heliograph.lab;

import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNetwork;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Makes faults in a lab, and mends them.
final class LabFaults {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private final Lab lab;

    LabFaults(Lab lab) {
        this.lab = lab;
    }

    void make(Fault fault) {
        LabFolder.noteFault(lab.settings(), fault.name());
        fault.killed().forEach(lab.programs()::kill);
        fault.frozen().forEach(process -> lab.programs().signal(process, "STOP"));
        fault.cut().ifPresent(node -> link(node, false));
        fault.parted().ifPresent(parted -> wall(parted, true));
    }

    /// Returns once what was killed is ready again.
    void mend(Fault fault) {
        fault.cut().ifPresent(node -> link(node, true));
        fault.parted().ifPresent(parted -> wall(parted, false));
        fault.frozen().forEach(process -> lab.programs().signal(process, "CONT"));
        var processes = fault.killed().stream()
                .flatMap(name -> lab.plan().process(name).stream())
                .toList();
        processes.forEach(lab::start);
        processes.forEach(process -> lab.awaitReady(process, READY_LIMIT));
        LabFolder.forgetFault(lab.settings(), fault.name());
    }

    /// The faults that hold now.
    List<Fault> holding() {
        var names = LabFolder.faults(lab.settings());
        return Fault.all().stream()
                .filter(fault -> names.contains(fault.name()))
                .toList();
    }

    private void wall(Fault.Parted parted, boolean stands) {
        var namespace = lab.namespace(parted.node());
        for (var command : LabNetwork.wall(lab.settings(), parted.node(), parted.peer(), stands)) {
            Command.run(Command.inNamespace(namespace, command), Map.of(), "");
        }
    }

    private void link(LabNode node, boolean up) {
        Namespaces.batchIn(lab.settings().fabric(), LabNetwork.link(node, up));
    }
}
