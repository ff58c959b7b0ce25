package io.heliograph.fleet.event;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.UpstreamId;

/// A router outside the fleet that learns the container subnets by eBGP, or by iBGP where the AS is the cluster's.
public record Upstream(UpstreamId upstream, IpAddress address, Asn asn) {}
