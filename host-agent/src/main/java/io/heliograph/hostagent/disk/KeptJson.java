package io.heliograph.hostagent.disk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Something that the agent remembers over its own restart: a memory, not the truth.
public final class KeptJson<T> {
    private static final Logger LOG = Logger.getLogger(KeptJson.class);

    private final Path file;
    private final String name;
    private final TypeReference<T> type;

    private KeptJson(Path stateFolder, String name, TypeReference<T> type) {
        this.file = stateFolder.resolve(name + ".json");
        this.name = name;
        this.type = type;
    }

    /// The last report, so that an agent that starts beside a dead engine still knows the host's subnets.
    public static KeptJson<HostReport> lastReport(Path stateFolder) {
        return new KeptJson<>(stateFolder, "last-report", new TypeReference<>() {});
    }

    /// The host's pools as they were granted last, so that an agent that starts without the bus goes on announcing.
    public static KeptJson<List<DelegatedPool>> grantedPools(Path stateFolder) {
        return new KeptJson<>(stateFolder, "pools", new TypeReference<>() {});
    }

    /// Where IPv4 subnets lay that were carried last, so that the first report of an agent that starts without the bus
    /// is as whole as the last one before.
    public static KeptJson<List<Prefix>> carriedIpv4(Path stateFolder) {
        return new KeptJson<>(stateFolder, "ipv4", new TypeReference<>() {});
    }

    /// Empty where there is nothing, or nothing that can be read.
    public Optional<T> load() {
        try {
            return Optional.ofNullable(FleetJson.mapper().readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException e) {
            LOG.warnf("event=%s-unreadable file=%s why=\"%s\"", name, file, e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("event=%s-unreadable file=%s why=\"%s\"", name, file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Keeps it. A disk that takes nothing costs the memory, not the agent.
    public void save(T value) {
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, FleetJson.mapper().writeValueAsBytes(value));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warnf("event=%s-not-kept file=%s why=\"%s\"", name, file, e.getMessage());
        }
    }
}
