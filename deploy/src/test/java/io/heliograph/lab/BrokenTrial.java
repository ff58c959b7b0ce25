package io.heliograph.lab;

import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.RouterConfig;
import java.util.Optional;

/// A configuration of a host that BIRD takes gladly and with which one session never comes up: the reflector is
/// expected in another AS.
record BrokenTrial(RolloutScene scene, LabNode host, NodeConfig good, String file, NodeConfig broken) {
    static final ProtocolName SESSION = ProtocolName.of(new ReflectorId(LabNode.RR01.label()));

    private static final int NOBODYS_AS = 65009;

    /// Puts it on the bus, where the renderer's stood.
    static BrokenTrial plant(RolloutScene scene, LabNode host, String address) {
        var good = scene.sent(host).event();
        var text = good.text()
                .replace(
                        "neighbor " + address + " as " + RouterConfig.CLUSTER_AS,
                        "neighbor " + address + " as " + NOBODYS_AS);
        var broken = new NodeConfig(
                good.node(),
                good.cluster(),
                Revision.of(text),
                Optional.of(good.revision()),
                text,
                good.renderer(),
                good.changeClass(),
                good.cost(),
                good.inputOffsets(),
                good.cause(),
                good.sessions());
        var trial = new BrokenTrial(scene, host, good, scene.birds().file(host), broken);
        scene.bus().plant(broken);
        return trial;
    }

    /// What BIRD holds in its memory.
    boolean isTried() {
        return shows(NOBODYS_AS);
    }

    boolean isUndone() {
        return shows(RouterConfig.CLUSTER_AS);
    }

    private boolean shows(int asn) {
        return scene.birds()
                .show(host, "show protocols all " + SESSION)
                .matches("(?s).*Neighbor AS: +" + asn + "\\s.*");
    }

    /// Whether BIRD would start from what it had before.
    boolean isFileAsBefore() {
        return scene.birds().file(host).equals(file);
    }

    void takeBack() {
        scene.bus().plant(good);
    }
}
