package io.heliograph.hostagent.report;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.Attachment;

/// Who reports.
///
/// @param address the source of the host's BGP sessions and the next hop of its subnets
/// @param agent the agent's version
/// @param attachment how the subnets come to the reflectors
public record HostSelf(HostId host, ClusterId cluster, IpAddress address, String agent, Attachment attachment) {
    public boolean hasBird() {
        return attachment == Attachment.BGP;
    }
}
