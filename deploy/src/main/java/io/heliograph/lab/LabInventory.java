package io.heliograph.lab;

import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.plan.LabName;
import io.heliograph.lab.plan.LabPlan;
import io.heliograph.lab.plan.LabSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the inventory of a lab answers, so that every verb speaks to the lab that is up without being told.
public final class LabInventory {
    private LabInventory() {}

    /// The inventory of the lab that was started from this folder; empty when there is none, or more than one.
    public static Optional<URI> ofOnlyLab(Map<String, String> environment) {
        return onlyLab(environment).map(settings -> LabPlan.of(settings).inventory());
    }

    /// Where its logs are.
    public static Optional<Path> logsOfOnlyLab(Map<String, String> environment) {
        return onlyLab(environment).map(LabSettings::logs);
    }

    private static Optional<LabSettings> onlyLab(Map<String, String> environment) {
        try {
            var home = LabHome.find(environment);
            var names = LabFolder.names(home);
            return names.size() == 1 ? LabFolder.stored(home, new LabName(names.getFirst())) : Optional.empty();
        } catch (LabTrouble _) {
            return Optional.empty();
        }
    }
}
