package io.heliograph.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a package may do, told by its name alone.
enum PackageKind {
    /// Named after an outside thing: it does I/O.
    OUTSIDE,
    /// The root of a program: it joins the pure and the outside.
    WIRING,
    /// Everything else: values in, values out.
    PURE;

    private static final Set<String> OUTSIDE_THINGS =
            Set.of("docker", "linux", "bird", "kafka", "http", "ssh", "disk", "prometheus");

    private static final Set<String> PROGRAMS = Set.of(
            "io.heliograph.inventory",
            "io.heliograph.renderer",
            "io.heliograph.hostagent",
            "io.heliograph.rragent",
            "io.heliograph.cli",
            "io.heliograph.lab");

    static PackageKind of(String packageName) {
        if (outsideThing(packageName).isPresent()) {
            return OUTSIDE;
        }
        return PROGRAMS.contains(packageName) ? WIRING : PURE;
    }

    /// `kafka` for `io.heliograph.inventory.kafka`.
    static Optional<String> outsideThing(String packageName) {
        return segments(packageName).stream().filter(OUTSIDE_THINGS::contains).findFirst();
    }

    /// `inventory` for `io.heliograph.inventory.kafka`.
    static String family(String packageName) {
        return segments(packageName).get(2);
    }

    private static List<String> segments(String packageName) {
        return Arrays.asList(packageName.split("\\."));
    }
}
