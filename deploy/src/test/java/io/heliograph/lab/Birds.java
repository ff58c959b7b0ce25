package io.heliograph.lab;

import io.heliograph.lab.linux.BirdSight;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/// What the BIRDs of a lab say of themselves, by their own clock, and the files they start from.
record Birds(Lab lab) {
    /// When a BIRD was configured last.
    LocalDateTime configured(LabNode node) {
        return time(BirdSight.lastConfigured(lab.settings().birdSocket(node)).orElseThrow());
    }

    /// When the youngest of its established sessions came up.
    LocalDateTime lastSessionUp(LabNode node) {
        return show(node, "show protocols")
                .lines()
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(words -> words.size() > 5
                        && words.get(1).equals("BGP")
                        && words.getLast().equals("Established"))
                .map(words -> time(words.get(4) + " " + words.get(5)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    String show(LabNode node, String command) {
        return Command.run("birdc", "-s", lab.settings().birdSocket(node).toString(), command);
    }

    /// What BIRD would start from.
    String file(LabNode node) {
        try {
            return Files.readString(lab.settings().birdConfig(node).resolve("current/bird.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDateTime time(String words) {
        return LocalDateTime.parse(words.replace(' ', 'T'));
    }
}
