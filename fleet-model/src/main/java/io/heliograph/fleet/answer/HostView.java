package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A host: what it says, what it may do, what has become of it.
///
/// @param facts of its last report, since the inventory began to read
/// @param lastReport when the last report was observed, by the host's clock
/// @param sessions expected: one for each active reflector; actual: those up
/// @param configuration how far its own configuration has come; empty while it is to have none
/// @param drain present while the host is taken out of service
/// @param safeToStop whether it is drained, and every reflector of its cluster has said that it runs without its routes
public record HostView(
        HostId host,
        ClusterId cluster,
        Lifecycle lifecycle,
        Standing standing,
        Optional<IpAddress> address,
        Optional<RouterId> routerId,
        List<AdmittedSubnet> admitted,
        List<QuarantinedSubnet> quarantined,
        Optional<Reason> reason,
        List<Reason> notAnnounced,
        List<Reason> preflight,
        Optional<HostFacts> facts,
        Optional<Instant> lastReport,
        Tally sessions,
        Optional<ApplyView> configuration,
        Change change,
        Optional<Drain> drain,
        boolean safeToStop) {
    public HostView {
        admitted = List.copyOf(admitted);
        quarantined = List.copyOf(quarantined);
        notAnnounced = List.copyOf(notAnnounced);
        preflight = List.copyOf(preflight);
    }
}
