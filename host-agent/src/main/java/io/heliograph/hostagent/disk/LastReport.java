package io.heliograph.hostagent.disk;

import com.fasterxml.jackson.core.JacksonException;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The last report, so that an agent that starts beside a dead engine still knows the host's subnets.
public final class LastReport {
    private static final Logger LOG = Logger.getLogger(LastReport.class);
    private static final String FILE = "last-report.json";

    private final Path file;

    public LastReport(Path stateFolder) {
        this.file = stateFolder.resolve(FILE);
    }

    /// Empty where there is none, or none that can be read: it is a memory, not the truth.
    public Optional<HostReport> load() {
        try {
            return Optional.ofNullable(FleetJson.mapper().readValue(Files.readAllBytes(file), HostReport.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException e) {
            LOG.warnf("event=last-report-unreadable file=%s why=\"%s\"", file, e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("event=last-report-unreadable file=%s why=\"%s\"", file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Keeps the report. A disk that takes nothing costs the memory, not the agent.
    public void save(HostReport report) {
        try {
            var fresh = file.resolveSibling(FILE + ".new");
            Files.write(fresh, FleetJson.mapper().writeValueAsBytes(report));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("event=last-report-not-kept file=%s why=\"%s\"", file, e.getMessage());
        }
    }
}
