package io.heliograph.hostagent.report;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;

/// Who reports.
///
/// @param address the source of the host's BGP sessions and the next hop of its subnets
/// @param agent the agent's version
public record HostSelf(HostId host, ClusterId cluster, IpAddress address, String agent) {}
