package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import java.time.Instant;

/// What a reflector learned by pinging a container of a subnet whose route it holds.
///
/// @param target the container's address
/// @param since when the result was settled, by the reflector's clock
public record RouteProbe(IpAddress target, Result result, Instant since) {
    /// Settled by three pings in a row that say the same.
    public enum Result {
        ANSWERED,
        SILENT
    }
}
