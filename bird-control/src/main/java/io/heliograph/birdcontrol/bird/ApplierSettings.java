package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.apply.ApplySettings;
import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import java.nio.file.Path;
import java.time.Duration;

/// Whose BIRD, and where it is.
///
/// @param birdSocket BIRD's control socket
/// @param configFolder where revisions are kept; BIRD itself is started with `-c configFolder/current/bird.conf`
/// @param coalesce the least time between the beginnings of two applies: the first change goes at once, of
///     those that follow within this time only the latest
/// @param trial after which BIRD undoes by itself what nobody has confirmed
/// @param secretsFolder where this machine keeps the secrets that configurations name, one file each
/// @param sessionReturn how long sessions that were up may take to be up again; shorter than `trial`
/// @param brake how much a configuration may cost without a person's word
/// @param lookEach how often BIRD and the disk are asked whether they still hold what was confirmed
public record ApplierSettings(
        NodeId node,
        ClusterId cluster,
        Path birdSocket,
        Path configFolder,
        Path secretsFolder,
        Duration coalesce,
        Duration trial,
        Duration sessionReturn,
        BrakeLimits brake,
        Duration lookEach) {
    public ApplierSettings {
        if (coalesce.isNegative()) {
            throw new IllegalArgumentException("coalesce must not be negative: " + coalesce);
        }
        birdSocket = birdSocket.toAbsolutePath();
        configFolder = configFolder.toAbsolutePath().normalize();
        secretsFolder = secretsFolder.toAbsolutePath().normalize();
    }

    /// With the usual patience.
    public ApplierSettings(
            NodeId node,
            ClusterId cluster,
            Path birdSocket,
            Path configFolder,
            Path secretsFolder,
            Duration coalesce,
            BrakeLimits brake) {
        this(
                node,
                cluster,
                birdSocket,
                configFolder,
                secretsFolder,
                coalesce,
                ApplySettings.TRIAL,
                ApplySettings.SESSION_RETURN,
                brake,
                ApplySettings.LOOK_EACH);
    }
}
