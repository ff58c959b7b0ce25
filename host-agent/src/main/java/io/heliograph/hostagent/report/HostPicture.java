package io.heliograph.hostagent.report;

import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.HostReport.Wish;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.Optional;

/// The content of a report, without version, time and cause: equal pictures need no new report.
public record HostPicture(
        HostFacts facts,
        List<ReportedSubnet> subnets,
        List<Reason> notAnnounced,
        List<Reason> preflight,
        Optional<Wish> wish) {
    public HostPicture {
        subnets = List.copyOf(subnets);
        notAnnounced = List.copyOf(notAnnounced);
        preflight = List.copyOf(preflight);
    }

    static HostPicture of(HostReport report) {
        return new HostPicture(
                report.facts(), report.subnets(), report.notAnnounced(), report.preflight(), report.wish());
    }
}
