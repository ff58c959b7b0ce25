package io.heliograph.lab.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A machine of the lab: one network namespace with one address on the fabric.
public enum LabNode {
    ROUTER1("router1", Role.ROUTER, 0x1),
    MGMT("mgmt", Role.MANAGEMENT, 0x5),
    RR01("rr01", Role.REFLECTOR, 0x11),
    RR02("rr02", Role.REFLECTOR, 0x12),
    DOCKER01("docker01", Role.HOST, 0x101),
    DOCKER02("docker02", Role.HOST, 0x102);

    /// What the machine is there for.
    public enum Role {
        ROUTER,
        MANAGEMENT,
        REFLECTOR,
        HOST
    }

    private final String label;
    private final Role role;
    private final int suffix;

    LabNode(String label, Role role, int suffix) {
        this.label = label;
        this.role = role;
        this.suffix = suffix;
    }

    public String label() {
        return label;
    }

    public Role role() {
        return role;
    }

    /// The last group of its address on the fabric.
    int suffix() {
        return suffix;
    }

    public static List<LabNode> of(Role role) {
        return Arrays.stream(values()).filter(node -> node.role == role).toList();
    }

    public static Optional<LabNode> named(String label) {
        return Arrays.stream(values()).filter(node -> node.label.equals(label)).findFirst();
    }

    /// Whether packets of others pass through it.
    public boolean forwards() {
        return role == Role.ROUTER || role == Role.HOST;
    }

    @Override
    public String toString() {
        return label;
    }
}
