package io.heliograph.lab;

import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.plan.LabName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where the project lies: its built modules, and the folders of its labs.
final class LabHome {
    private static final String VARIABLE = "HELIOGRAPH_HOME";
    private static final Path ROOTS = Path.of("/var/cache/heliograph/roots");

    private LabHome() {}

    /// `HELIOGRAPH_HOME`, or the nearest folder upwards that holds the project.
    static Path find(Map<String, String> environment) {
        var given = environment.get(VARIABLE);
        if (given != null && !given.isBlank()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/pom.xml"))) {
                return folder;
            }
        }
        throw LabTrouble.missing("HOME_MISSING: The project's folder is not found. Set " + VARIABLE + ".");
    }

    /// The lab of this name that was started here; throws [LabTrouble] when there is none.
    static Lab running(LabName name) {
        var home = find(System.getenv());
        return LabFolder.stored(home, name).map(Lab::new).orElseThrow(() -> {
            var names = LabFolder.names(home);
            return LabTrouble.missing("LAB_MISSING: No lab named " + name + " is up"
                    + (names.isEmpty() ? "" : ", there are: " + String.join(", ", names))
                    + ". heliograph lab up --name " + name + " brings it up.");
        });
    }

    /// Where Debian roots are kept between runs.
    static Path roots() {
        return ROOTS;
    }
}
