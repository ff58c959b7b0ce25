package io.heliograph.hostagent.report;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinProof;
import io.heliograph.fleet.event.Attachment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Who reports.
///
/// @param address the source of the host's BGP sessions and the next hop of its subnets
/// @param agent the agent's version
/// @param attachment how the subnets come to the reflectors
/// @param heartbeat after what time at most it reports again
/// @param proof that the agent has an enrolment token, where it has one
/// @param birdSocket where its BIRD is to be asked
public record HostSelf(
        HostId host,
        ClusterId cluster,
        IpAddress address,
        String agent,
        Attachment attachment,
        Duration heartbeat,
        Optional<JoinProof> proof,
        Path birdSocket) {
    private static final Path BIRD_SOCKET = Path.of("/run/bird/bird.ctl");

    /// Without an enrolment token, and with BIRD where packages put it.
    public HostSelf(
            HostId host,
            ClusterId cluster,
            IpAddress address,
            String agent,
            Attachment attachment,
            Duration heartbeat) {
        this(host, cluster, address, agent, attachment, heartbeat, Optional.empty(), BIRD_SOCKET);
    }

    public boolean hasBird() {
        return attachment == Attachment.BGP;
    }
}
