package io.heliograph.lab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something that goes wrong in a lab on request, and can be mended.
///
/// @param name as one types it, such as `bird:rr01`
/// @param says what happens, for a person
/// @param killed the processes that end at once (SIGKILL); mending starts them again
/// @param frozen the processes that stop answering (SIGSTOP); mending lets them go on
/// @param cut the node whose link is down
public record Fault(String name, String says, List<String> killed, List<String> frozen, Optional<LabNode> cut) {
    public Fault {
        killed = List.copyOf(killed);
        frozen = List.copyOf(frozen);
    }

    /// Every fault that can be made.
    public static List<Fault> all() {
        var faults = new ArrayList<Fault>();
        faults.add(killed("kafka", "the broker is killed", "mgmt.kafka"));
        faults.add(killed("inventory", "the inventory service is killed", "mgmt.inventory"));
        faults.add(killed("renderer", "the renderer is killed", "mgmt.renderer"));
        faults.add(killed("router1", "Router1's BGP daemon is killed", "router1.bgpd"));
        for (var node : LabPlan.birdNodes()) {
            faults.add(killed("bird:" + node, "BIRD on " + node + " is killed", node + ".bird"));
            faults.add(killed("agent:" + node, "the agent on " + node + " is killed", node + ".agent"));
        }
        for (var node : LabNode.of(LabNode.Role.HOST)) {
            faults.add(killed("engine:" + node, "the Docker engine on " + node + " is killed", node + ".engine"));
            faults.add(new Fault(
                    "freeze:" + node,
                    "the Docker engine on " + node + " stops answering",
                    List.of(),
                    List.of(node + ".engine"),
                    Optional.empty()));
        }
        for (var node : LabPlan.birdNodes()) {
            var everything = node.role() == LabNode.Role.HOST
                    ? List.of(node + ".agent", node + ".bird", node + ".engine")
                    : List.of(node + ".agent", node + ".bird");
            faults.add(new Fault(
                    "node:" + node, "everything on " + node + " is killed", everything, List.of(), Optional.empty()));
        }
        for (var node : LabNode.values()) {
            faults.add(new Fault(
                    "link:" + node, "the link of " + node + " is down", List.of(), List.of(), Optional.of(node)));
        }
        return faults;
    }

    /// `rr01 bird` and `bird rr01` mean `bird:rr01`.
    public static Optional<Fault> named(List<String> words) {
        var forwards = String.join(":", words);
        var backwards = String.join(":", words.reversed());
        return all().stream()
                .filter(fault -> fault.name.equals(forwards) || fault.name.equals(backwards))
                .findFirst();
    }

    private static Fault killed(String name, String says, String process) {
        return new Fault(name, says, List.of(process), List.of(), Optional.empty());
    }
}
