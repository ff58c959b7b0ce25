package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;

/// A subnet that is not announced, and why not. It costs its host none of the good ones.
public record QuarantinedSubnet(Prefix prefix, String network, Reason reason) {}
