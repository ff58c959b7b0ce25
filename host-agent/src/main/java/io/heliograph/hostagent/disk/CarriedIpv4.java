package io.heliograph.hostagent.disk;

import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jboss.logging.Logger;

/// Where IPv4 subnets lay that were carried last, so that the first report of an agent that starts without the bus is
/// as whole as the last one before.
public final class CarriedIpv4 {
    private static final Logger LOG = Logger.getLogger(CarriedIpv4.class);
    private static final String FILE = "ipv4.json";

    private final Path file;

    public CarriedIpv4(Path stateFolder) {
        this.file = stateFolder.resolve(FILE);
    }

    /// None where IPv4 was not carried, or where the file cannot be read: its next configuration tells the agent.
    public List<Prefix> load() {
        try {
            return FleetJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<Prefix>>() {});
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            LOG.warnf("event=ipv4-unreadable file=%s why=\"%s\"", file, e.getMessage());
            return List.of();
        }
    }

    /// Keeps them. A disk that takes nothing costs the memory, not the agent.
    public void save(List<Prefix> aggregates) {
        try {
            var fresh = file.resolveSibling(FILE + ".new");
            Files.write(fresh, FleetJson.mapper().writeValueAsBytes(aggregates));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("event=ipv4-not-kept file=%s why=\"%s\"", file, e.getMessage());
        }
    }
}
