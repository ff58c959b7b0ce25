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
/// @param parted two nodes whose packets to each other are dropped
public record Fault(
        String name,
        String says,
        List<String> killed,
        List<String> frozen,
        Optional<LabNode> cut,
        Optional<Parted> parted) {
    /// Two nodes that do not hear each other.
    public record Parted(LabNode node, LabNode peer) {}

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
            faults.add(frozen("freeze:" + node, "the Docker engine on " + node + " stops answering", node + ".engine"));
        }
        for (var node : LabPlan.birdNodes()) {
            var everything = node.role() == LabNode.Role.HOST
                    ? List.of(node + ".agent", node + ".bird", node + ".engine")
                    : List.of(node + ".agent", node + ".bird");
            faults.add(new Fault(
                    "node:" + node,
                    "everything on " + node + " is killed",
                    everything,
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
        }
        faults.addAll(stalled());
        faults.addAll(network());
        return faults;
    }

    /// A program that does not run for a while and then goes on as if nothing had happened.
    private static List<Fault> stalled() {
        var faults = new ArrayList<Fault>();
        for (var service : List.of("inventory", "renderer")) {
            faults.add(frozen("stall:" + service, "the " + service + " stops for a while", "mgmt." + service));
        }
        for (var node : LabPlan.birdNodes()) {
            faults.add(frozen("stall:" + node, "the agent on " + node + " stops for a while", node + ".agent"));
        }
        return faults;
    }

    private static List<Fault> network() {
        var faults = new ArrayList<Fault>();
        for (var node : LabNode.values()) {
            faults.add(new Fault(
                    "link:" + node,
                    "the link of " + node + " is down",
                    List.of(),
                    List.of(),
                    Optional.of(node),
                    Optional.empty()));
        }
        for (var node : LabPlan.birdNodes()) {
            faults.add(parted("bus:" + node, node + " is cut off from the bus", node, LabNode.MGMT));
        }
        for (var reflector : LabNode.of(LabNode.Role.REFLECTOR)) {
            for (var host : LabNode.of(LabNode.Role.HOST)) {
                faults.add(parted(
                        "part:" + host + "-" + reflector,
                        host + " and " + reflector + " do not hear each other",
                        host,
                        reflector));
            }
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
        return new Fault(name, says, List.of(process), List.of(), Optional.empty(), Optional.empty());
    }

    private static Fault frozen(String name, String says, String process) {
        return new Fault(name, says, List.of(), List.of(process), Optional.empty(), Optional.empty());
    }

    private static Fault parted(String name, String says, LabNode node, LabNode peer) {
        return new Fault(name, says, List.of(), List.of(), Optional.empty(), Optional.of(new Parted(node, peer)));
    }
}
