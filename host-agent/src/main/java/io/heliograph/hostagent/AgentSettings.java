package io.heliograph.hostagent;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinToken;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.hostagent.report.HostSelf;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The agent's settings, read and checked.
///
/// @param ipv4Within the prefixes whose IPv4 networks are told of; none: those that the configuration names
/// @param probed whether reports name containers to ping
/// @param drainOnStop how long at most an agent that is stopped waits until its host is drained; absent: it does not
///     ask for that
record AgentSettings(
        HostSelf self,
        URI dockerHost,
        Path stateFolder,
        Path birdSocket,
        Path birdConfigFolder,
        Path secretsFolder,
        Duration heartbeat,
        Optional<Duration> drainOnStop,
        String bootstrap,
        BrakeLimits brake,
        List<Prefix> ipv4Within,
        boolean probed) {
    private static final Duration LEAST_HEARTBEAT = Duration.ofMillis(100);

    /// Throws [InvalidValue], naming the variable, for what cannot be used.
    static AgentSettings of(HostAgentConfig config, String hostName, String bootstrap, String version) {
        if (config.heartbeat().compareTo(LEAST_HEARTBEAT) < 0) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "HELIOGRAPH_HEARTBEAT", config.heartbeat());
        }
        return new AgentSettings(
                self(config, hostName, version),
                dockerHost(config.dockerHost()),
                Path.of(config.stateDir()),
                Path.of(config.birdSocket()),
                Path.of(config.birdConfigDir()),
                Path.of(config.secretsDir()),
                config.heartbeat(),
                Optional.of(config.drainTimeout()).filter(_ -> config.drainOnStop()),
                bootstrap,
                brake(config.brake()),
                config.ipv4Within().orElse(List.of()).stream()
                        .map(Prefix::parse)
                        .toList(),
                config.probe());
    }

    private static BrakeLimits brake(HostAgentConfig.Brake brake) {
        try {
            return new BrakeLimits(brake.share(), brake.least(), brake.window());
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(
                    ReasonCode.FIELD_INVALID,
                    e,
                    "HELIOGRAPH_BRAKE_*",
                    brake.share() + ", " + brake.least() + ", " + brake.window());
        }
    }

    private static Attachment attachment(String text) {
        return switch (text) {
            case "bgp" -> Attachment.BGP;
            case "static" -> Attachment.STATIC;
            case "static-bfd" -> Attachment.STATIC_BFD;
            default -> throw InvalidValue.field("HELIOGRAPH_ATTACHMENT", text, "bgp, static or static-bfd");
        };
    }

    private static HostSelf self(HostAgentConfig config, String hostName, String version) {
        var host = new HostId(config.host().orElse(hostName));
        var cluster = new ClusterId(required("HELIOGRAPH_CLUSTER", config.cluster()));
        var proof = config.joinToken()
                .filter(text -> !text.isBlank())
                .map(text -> JoinToken.parse(text.strip()).proof(cluster, host));
        var address = IpAddress.parse(required("HELIOGRAPH_ADDRESS", config.address()));
        return new HostSelf(
                host,
                cluster,
                address,
                version,
                attachment(config.attachment()),
                config.heartbeat(),
                proof,
                Path.of(config.birdSocket()));
    }

    private static URI dockerHost(String text) {
        try {
            var uri = URI.create(text);
            if ("unix".equals(uri.getScheme()) || "tcp".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, e, "HELIOGRAPH_DOCKER_HOST", text);
        }
        throw new InvalidValue(ReasonCode.FIELD_INVALID, "HELIOGRAPH_DOCKER_HOST", text);
    }

    private static String required(String variable, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new InvalidValue(ReasonCode.FIELD_INVALID, variable, "(none)"));
    }
}
