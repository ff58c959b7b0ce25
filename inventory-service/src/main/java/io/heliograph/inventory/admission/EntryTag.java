package io.heliograph.inventory.admission;

import io.heliograph.fleet.Sha256;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.ReflectorEntry;
import java.util.List;

/// By what a person knows a part of the fleet again, to change it only if nobody else has meanwhile (RFC 9110, 13.1.1):
/// it follows what people declare and order, and not what hosts report.
public record EntryTag(String value) {
    private static final int DIGITS = 16;

    public static EntryTag of(FleetEntry entry) {
        var declared = switch (entry) {
            // Written anew only when it is declared otherwise.
            case ClusterEntry cluster -> List.of(cluster.cluster(), cluster.change());
            case ReflectorEntry reflector -> List.of(reflector.reflector(), reflector.change());
            case HostEntry host ->
                List.of(
                        host.host(),
                        host.cluster(),
                        host.lifecycle(),
                        host.standing(),
                        host.address(),
                        host.routerId(),
                        host.pools(),
                        host.drain());
        };
        return new EntryTag(Sha256.hex(declared.toString()).substring(0, DIGITS));
    }
}
