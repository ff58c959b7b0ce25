package io.heliograph.lab;

import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.linux.Remains;
import io.heliograph.lab.plan.EngineProcess;
import io.heliograph.lab.plan.LabNode;

/// Takes a lab down, or what a crash left of it. Afterwards nothing of it is on the machine.
final class LabStop {
    private final Lab lab;

    LabStop(Lab lab) {
        this.lab = lab;
    }

    /// Throws [LabTrouble], and touches nothing, when the lab of this name is somebody else's.
    void down() {
        lab.refuseForeign();
        killPrograms();
        var settings = lab.settings();
        var namespaces = Namespaces.withPrefix(settings.name().namespacePrefix());
        Remains.killIn(namespaces);
        for (var host : LabNode.of(LabNode.Role.HOST)) {
            Remains.removeShimSockets(settings.run(host).resolve("x"));
        }
        Remains.unmountBelow(settings.run());
        Remains.unmountBelow(settings.state());
        namespaces.forEach(Namespaces::delete);
        if (Namespaces.deviceExists(settings.name().uplink())) {
            Namespaces.deleteDevice(settings.name().uplink());
        }
        for (var host : LabNode.of(LabNode.Role.HOST)) {
            Remains.removeControlGroups(EngineProcess.controlGroup(settings, host));
        }
        Remains.delete(settings.run());
        Remains.delete(settings.state());
    }

    /// Nobody is asked to end: the data goes as well, and what an engine would clean up (mounts, control groups,
    /// sockets of shims) must be cleaned after a crash anyway.
    private void killPrograms() {
        for (var name : lab.programs().names()) {
            lab.programs().kill(name);
            lab.programs().forget(name);
        }
    }
}
