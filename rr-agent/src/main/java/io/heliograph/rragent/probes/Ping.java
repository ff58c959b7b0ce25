package io.heliograph.rragent.probes;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;

/// One ping that is due.
///
/// @param target a container of the subnet
public record Ping(Prefix prefix, IpAddress target) {
    /// What came of it.
    public enum Outcome {
        ANSWERED,
        SILENT,
        /// This machine itself has no way to send it: nothing is learned of the subnet.
        NOT_SENT
    }
}
