package io.heliograph.cli.linux;

import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files of a node.
public final class NodeFiles {
    private static final int MAX_LINES = 1_000;
    private static final int PAGE = 4_096;

    private NodeFiles() {}

    /// The variables of a file as systemd reads it: a line each, `NAME=VALUE`. None where there is no such file.
    public static Map<String, String> variables(Path file) {
        var variables = new TreeMap<String, String>();
        try (var lines = Files.lines(file)) {
            lines.limit(MAX_LINES)
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
                    .forEach(line -> variables.put(
                            line.substring(0, line.indexOf('=')).strip(),
                            unquoted(line.substring(line.indexOf('=') + 1).strip())));
        } catch (IOException | java.io.UncheckedIOException _) {
            return Map.of();
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /// Where IPv4 subnets lie that are carried, as the host's agent keeps it; none where IPv4 is not carried.
    public static List<Prefix> carriedIpv4(Path stateFolder) {
        try {
            return FleetJson.mapper()
                    .readValue(Files.readAllBytes(stateFolder.resolve("ipv4.json")), new TypeReference<>() {});
        } catch (IOException _) {
            return List.of();
        }
    }

    /// A configuration that was applied, and when.
    public record Applied(String text, Instant since) {}

    /// What BIRD starts from; empty where nothing was applied yet.
    public static Optional<Applied> applied(Path birdConfigFolder) {
        var file = birdConfigFolder.resolve("current/bird.conf");
        try {
            return Optional.of(new Applied(
                    Files.readString(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Why the folder cannot be written, tried by writing; a folder that is not there yet is made by the agent.
    public static Optional<Reason> notWritable(Path folder) {
        try {
            var file = Files.createTempFile(folder, "doctor", ".tmp");
            try {
                // A full disk has room for a name.
                Files.write(file, new byte[PAGE]);
            } finally {
                Files.delete(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reason.of(ReasonCode.STATE_NOT_WRITABLE, folder, e));
        }
    }

    /// The secrets that a configuration includes and that are neither files here nor in the environment.
    public static List<Reason> missingSecrets(String text, Path folder, Map<String, String> environment) {
        var missing = new ArrayList<Reason>();
        for (var included : SecretFile.in(text)) {
            SecretName name = included.secret();
            var file = folder.resolve(name.value());
            if (!Files.isReadable(file) && !environment.containsKey(name.variable())) {
                missing.add(Reason.of(
                        ReasonCode.SECRET_MISSING,
                        "current",
                        name,
                        "neither the file " + file + " nor the variable " + name.variable() + " can be read"));
            }
        }
        return missing;
    }
}
