package io.heliograph.hostagent.disk;

import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jboss.logging.Logger;

/// The host's pools as they were granted last, so that an agent that starts without the bus goes on announcing.
public final class GrantedPools {
    private static final Logger LOG = Logger.getLogger(GrantedPools.class);
    private static final String FILE = "pools.json";

    private final Path file;

    public GrantedPools(Path stateFolder) {
        this.file = stateFolder.resolve(FILE);
    }

    /// None where nothing was granted, or where the file cannot be read: then subnets wait for admission.
    public List<DelegatedPool> load() {
        try {
            return FleetJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<DelegatedPool>>() {});
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            LOG.warnf("event=pools-unreadable file=%s why=\"%s\"", file, e.getMessage());
            return List.of();
        }
    }

    /// Keeps them. A disk that takes nothing costs the memory, not the agent.
    public void save(List<DelegatedPool> pools) {
        try {
            var fresh = file.resolveSibling(FILE + ".new");
            Files.write(fresh, FleetJson.mapper().writeValueAsBytes(pools));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("event=pools-not-kept file=%s why=\"%s\"", file, e.getMessage());
        }
    }
}
