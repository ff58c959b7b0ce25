package io.heliograph.cli.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A node as the environment of its agent describes it.
///
/// @param name the node's name in the fleet
/// @param hasBird whether its subnets are announced by a BIRD of its own
/// @param inventory where the inventory is, where that is known on the node
/// @param agent where the node's own agent answers
/// @param environment all of it, for the secrets that it may hold
public record NodeSettings(
        Role role,
        String name,
        String cluster,
        boolean hasBird,
        URI engine,
        Path stateFolder,
        Path birdSocket,
        Path birdConfigFolder,
        Path secretsFolder,
        Optional<URI> inventory,
        URI agent,
        Map<String, String> environment) {
    private static final String HOST_AGENT = "http://localhost:8082";
    private static final String REFLECTOR_AGENT = "http://localhost:8083";

    /// What a node is for.
    public enum Role {
        HOST,
        REFLECTOR
    }

    public NodeSettings {
        environment = Map.copyOf(environment);
    }

    /// Reads it; empty where the environment is that of no node.
    ///
    /// @param hostName the machine's own name, which a host has where it is given no other
    public static Optional<NodeSettings> of(Map<String, String> environment, String hostName) {
        return value(environment, "HELIOGRAPH_CLUSTER").map(cluster -> {
            var reflector = value(environment, "HELIOGRAPH_REFLECTOR");
            var role = reflector.isPresent() ? Role.REFLECTOR : Role.HOST;
            return new NodeSettings(
                    role,
                    reflector.or(() -> value(environment, "HELIOGRAPH_HOST")).orElse(hostName),
                    cluster,
                    role == Role.REFLECTOR
                            || text(environment, "HELIOGRAPH_ATTACHMENT", "bgp").equals("bgp"),
                    URI.create(text(environment, "HELIOGRAPH_DOCKER_HOST", "unix:///var/run/docker.sock")),
                    Path.of(text(environment, "HELIOGRAPH_STATE_DIR", "/var/lib/heliograph")),
                    Path.of(text(environment, "HELIOGRAPH_BIRD_SOCKET", "/run/bird/bird.ctl")),
                    Path.of(text(environment, "HELIOGRAPH_BIRD_CONFIG_DIR", "/var/lib/heliograph/bird")),
                    Path.of(text(environment, "HELIOGRAPH_SECRETS_DIR", "/etc/heliograph/secrets")),
                    value(environment, "HELIOGRAPH_URL").map(URI::create),
                    URI.create(text(environment, "HELIOGRAPH_AGENT_URL", agent(role, environment))),
                    environment);
        });
    }

    private static String agent(Role role, Map<String, String> environment) {
        return switch (role) {
            case HOST ->
                value(environment, "HELIOGRAPH_HTTP_PORT")
                        .map(port -> "http://localhost:" + port)
                        .orElse(HOST_AGENT);
            case REFLECTOR -> REFLECTOR_AGENT;
        };
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        return value(environment, name).orElse(otherwise);
    }
}
