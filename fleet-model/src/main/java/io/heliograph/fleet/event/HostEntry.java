package io.heliograph.fleet.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.reason.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A host and what it may announce.
///
/// @param address empty until the host has reported, unless it was declared
/// @param reason why the host is in quarantine, or what is wrong with it although it is not
/// @param report the version of the last report that changed this entry
/// @param attachment how its subnets come to the reflectors; empty: by its BIRD
/// @param pools blocks that are the host's own, whether it has networks in them or not; empty: none
/// @param notAnnounced Docker networks that are not announced, and why not
/// @param preflight why an admitted subnet may still not be reachable
/// @param drain present while the host is taken out of service
public record HostEntry(
        HostId host,
        ClusterId cluster,
        Optional<IpAddress> address,
        Optional<RouterId> routerId,
        Optional<Attachment> attachment,
        Optional<List<Prefix>> pools,
        Standing standing,
        List<AdmittedSubnet> admitted,
        List<QuarantinedSubnet> quarantined,
        Optional<Reason> reason,
        List<Reason> notAnnounced,
        List<Reason> preflight,
        Optional<ReportVersion> report,
        Lifecycle lifecycle,
        Change change,
        Optional<Drain> drain)
        implements FleetEntry {
    /// `EXPECTED`: declared, not yet seen. `ADMITTED`: has sessions. `QUARANTINED`: reports and is not trusted.
    public enum Standing {
        EXPECTED,
        ADMITTED,
        QUARANTINED
    }

    /// Where nobody counted, both the host's own order and the inventory's clock must say so: a clock alone may be
    /// wrong, and a host's order begins anew with its disk.
    @Override
    public boolean isOutdatedBy(FleetEntry newest) {
        return change.isCounted(newest.change())
                ? FleetEntry.super.isOutdatedBy(newest)
                : newest instanceof HostEntry host && isReportedBefore(host);
    }

    private boolean isReportedBefore(HostEntry newest) {
        return report.isPresent()
                && newest.report
                        .filter(version -> version.isAfter(report.get()))
                        .isPresent()
                && newest.change.isAfter(change);
    }

    public HostEntry {
        attachment = attachment.filter(way -> way != Attachment.BGP);
        pools = pools.filter(all -> !all.isEmpty())
                .map(all -> all.stream().sorted().distinct().toList());
        admitted = admitted.stream()
                .sorted(Comparator.comparing(AdmittedSubnet::prefix))
                .toList();
        quarantined = quarantined.stream()
                .sorted(Comparator.comparing(QuarantinedSubnet::prefix).thenComparing(QuarantinedSubnet::network))
                .toList();
        notAnnounced = notAnnounced.stream().sorted().toList();
        preflight = preflight.stream().sorted().toList();
    }

    /// Whether it has a BIRD of its own; follows from the rest, so it is not on the bus.
    @JsonIgnore
    public boolean hasBird() {
        return attachment.orElse(Attachment.BGP) == Attachment.BGP;
    }

    /// A host with a BIRD, in service.
    public HostEntry(
            HostId host,
            ClusterId cluster,
            Optional<IpAddress> address,
            Optional<RouterId> routerId,
            Standing standing,
            List<AdmittedSubnet> admitted,
            List<QuarantinedSubnet> quarantined,
            Optional<Reason> reason,
            List<Reason> notAnnounced,
            List<Reason> preflight,
            Optional<ReportVersion> report,
            Lifecycle lifecycle,
            Change change) {
        this(
                host,
                cluster,
                address,
                routerId,
                Optional.empty(),
                Optional.empty(),
                standing,
                admitted,
                quarantined,
                reason,
                notAnnounced,
                preflight,
                report,
                lifecycle,
                change,
                Optional.empty());
    }

    public HostEntry owning(Optional<List<Prefix>> blocks) {
        return copy(attachment, blocks, report, change, drain);
    }

    /// What nobody else may hold: the pools, and the admitted subnets outside them. Disjoint.
    @JsonIgnore
    public List<Prefix> holdings() {
        var blocks = pools.orElse(List.of());
        return Stream.concat(
                        blocks.stream(),
                        admitted.stream()
                                .map(AdmittedSubnet::prefix)
                                .filter(prefix -> blocks.stream().noneMatch(block -> block.covers(prefix))))
                .toList();
    }

    public HostEntry attached(Optional<Attachment> way) {
        return copy(way, pools, report, change, drain);
    }

    @Override
    public String key() {
        return cluster + "/host/" + host;
    }

    /// Whether the host has sessions and routes; follows from the rest, so it is not on the bus.
    @JsonIgnore
    public boolean isServed() {
        return lifecycle == Lifecycle.ACTIVE && standing == Standing.ADMITTED && address.isPresent();
    }

    /// Whether the host's routes are withdrawn; its session stays.
    @JsonIgnore
    public boolean isDrained() {
        return drain.filter(d -> d.phase() == Drain.Phase.DRAINED).isPresent();
    }

    @Override
    public HostEntry withChange(Change because) {
        return with(drain, because);
    }

    public HostEntry with(Optional<Drain> outOfService, Change because) {
        return copy(attachment, pools, report, because, outOfService);
    }

    private HostEntry copy(
            Optional<Attachment> way,
            Optional<List<Prefix>> blocks,
            Optional<ReportVersion> version,
            Change because,
            Optional<Drain> outOfService) {
        return new HostEntry(
                host,
                cluster,
                address,
                routerId,
                way,
                blocks,
                standing,
                admitted,
                quarantined,
                reason,
                notAnnounced,
                preflight,
                version,
                lifecycle,
                because,
                outOfService);
    }

    @Override
    public boolean sameStateAs(FleetEntry other) {
        return other instanceof HostEntry entry
                && copy(attachment, pools, entry.report, entry.change, drain).equals(entry);
    }
}
