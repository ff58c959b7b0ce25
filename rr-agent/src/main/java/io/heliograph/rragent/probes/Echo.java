package io.heliograph.rragent.probes;

import io.heliograph.fleet.IpAddress;

/// An answer that came.
///
/// @param token what the ping carried, and the answer carries back
public record Echo(long token, IpAddress from) {}
