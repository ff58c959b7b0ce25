package io.heliograph.fleet.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The label of a network whose containers do not answer pings: with `heliograph.probe=false` none of them is named to
/// the reflectors, and the subnet has no verdict.
public final class ProbeLabel {
    public static final String NAME = "heliograph.probe";

    private static final String NO = "false";
    private static final Set<String> VALUES = Set.of("true", NO);

    private ProbeLabel() {}

    /// Whether the network is not to be probed.
    public static boolean optsOut(Map<String, String> labels) {
        return NO.equals(labels.get(NAME));
    }

    /// A value of the label that says nothing.
    public static Optional<String> invalid(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(NAME)).filter(value -> !VALUES.contains(value));
    }
}
