package io.heliograph.fleet.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A label of a Docker network that is `true`, as without it, or `false`. Any other value says nothing, and is refused:
/// it
/// may have been meant to keep the network to itself.
public enum SwitchLabel {
    /// Whether its subnets are announced.
    ADVERTISE("heliograph.advertise"),
    /// Whether one of its containers is named to the reflectors, which ping it. Of a network whose containers do not
    /// answer pings none is, and its subnets have no verdict.
    PROBE("heliograph.probe");

    private static final String OFF = "false";
    private static final Set<String> VALUES = Set.of("true", OFF);

    private final String label;

    SwitchLabel(String label) {
        this.label = label;
    }

    /// Its name, as Docker has it.
    public String label() {
        return label;
    }

    /// Whether the network opts out.
    public boolean isOff(Map<String, String> labels) {
        return OFF.equals(labels.get(label));
    }

    /// A value that says nothing.
    public Optional<String> invalid(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(label)).filter(value -> !VALUES.contains(value));
    }
}
