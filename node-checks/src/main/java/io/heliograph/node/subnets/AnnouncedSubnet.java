package io.heliograph.node.subnets;

import io.heliograph.fleet.Prefix;

/// A subnet that is announced, with the network it belongs to.
public record AnnouncedSubnet(Prefix prefix, DockerNetwork network) {}
