package io.heliograph.simulation;

import java.util.Map;

/// What may break a house rule, by name, and why. A list that grows is a rule that is wrong, or a design that is.
final class Exceptions {
    static final Map<String, String> PURE = Map.of();

    static final Map<String, String> OUTSIDE = Map.of();

    static final Map<String, String> OUTSIDE_THINGS = Map.of(
            "io.heliograph.broker.kafka.DataFolder → java.nio.file.Files",
            "the broker's data folder is Kafka's own, formatted and locked by its rules",
            "io.heliograph.lab.BenchCommand",
            "writes the file that --json names",
            "io.heliograph.lab.ChaosCommand",
            "writes the file that --json names",
            "io.heliograph.lab.DemoCommand",
            "writes the file that --json names",
            "io.heliograph.lab.LabHome",
            "is the lab's folder",
            "io.heliograph.lab.LabStart",
            "fills the lab's folder");

    static final Map<String, String> LONG_FILES =
            Map.of("io.heliograph.fleet.reason.ReasonCode", "the one catalogue: a constant is a paragraph");

    static final Map<String, String> LONG_METHODS = Map.of();

    static final Map<String, String> OPEN_INTERFACES = Map.of(
            "io.heliograph.cli.BusOptions: Question",
            "a function that throws, which the JDK has not",
            "io.heliograph.cli.InventoryOptions: Question",
            "a function that throws, which the JDK has not",
            "io.heliograph.cli.kafka.Bus: Question",
            "a function that throws, which the JDK has not",
            "io.heliograph.lab.kafka.BusMischief: Request",
            "a function that throws, which the JDK has not");

    private Exceptions() {}
}
