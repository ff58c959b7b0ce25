package io.heliograph.lab.plan;

import java.util.regex.Pattern;

/// The name of a lab. It is part of the names of network devices (15 characters at most) and socket paths
/// (107 bytes at most), so it is short.
public record LabName(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]{0,10}");

    /// The lab of whoever names none.
    public static final LabName DEFAULT = new LabName("lab");

    /// Throws `IllegalArgumentException` with the rule for anything else.
    public LabName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no name for a lab. Use a letter and up to ten"
                    + " letters or digits, all lower case.");
        }
    }

    /// What the name of every namespace of this lab begins with.
    public String namespacePrefix() {
        return "hg-" + value + "-";
    }

    /// The device in the root namespace through which the management node is reached.
    public String uplink() {
        return "hg-" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
