package io.heliograph.lab;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hosts of a lab that have no machine: their reports stand on the bus, they are admitted and rendered, and nobody ever
/// answers the reflectors.
final class Newcomers {
    private static final int FIRST = 11;

    private final LabJourney journey;
    private final RolloutScene scene;
    private final List<HostId> hosts;

    Newcomers(LabJourney journey, RolloutScene scene, int count) {
        this.journey = journey;
        this.scene = scene;
        this.hosts = IntStream.range(FIRST, FIRST + count)
                .mapToObj(number -> new HostId("docker" + number))
                .toList();
    }

    /// Returns once both reflectors run their parts.
    void join() {
        hosts.forEach(host -> report(host, 1));
        for (var reflector : List.of(LabNode.RR01, LabNode.RR02)) {
            journey.assertSoon(
                    reflector + " has them",
                    () -> hosts.stream()
                            .allMatch(host -> scene.birds().file(reflector).contains("\"" + host + "\"")));
        }
    }

    HostId last() {
        return hosts.getLast();
    }

    IpAddress address(HostId host) {
        var lab = journey.lab().settings().addresses().id();
        return IpAddress.parse("2001:db8:%x:0::%x".formatted(lab, 0x200 + number(host)));
    }

    private static int number(HostId host) {
        return Integer.parseInt(host.value().substring("docker".length()));
    }

    /// Reports a host with so many subnets.
    void report(HostId host, int subnets) {
        var lab = journey.lab().settings().addresses().id();
        var now = Instant.now();
        var all = IntStream.range(0, subnets)
                .mapToObj(index -> Prefix.parse("2001:db8:%x:c%x%02x::/64".formatted(lab, 8 + index, number(host))))
                .map(prefix -> new ReportedSubnet(prefix, "net" + prefix, "0123456789ab", "bridge", Map.of(), now))
                .toList();
        scene.bus()
                .plant(new HostReport(
                        host,
                        LabFleet.CLUSTER,
                        new ReportVersion(1, subnets, "newcomer"),
                        now,
                        "start",
                        new HostFacts(address(host), Optional.of("28.5.2"), Optional.of("2.0.12"), "0.1.0", "6.1.0"),
                        all,
                        List.of(),
                        List.of()));
    }

    /// Removes so many of them and a host of the lab, all in one moment.
    void removeAtOnce(int count, LabNode host) {
        var removals = Stream.concat(hosts.stream().limit(count), Stream.of(new HostId(host.label())))
                .<Callable<Void>>map(gone -> () -> {
                    journey.lab().inventory().remove(gone.value());
                    return null;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(removals)) {
                done.get();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Has the fleet say what admission never would: that the host's sessions come from a link-local address. BIRD
    /// wants an interface with it, and reads nothing of a file without.
    void plantLinkLocalAddress(HostId host) {
        var key = LabFleet.CLUSTER + "/host/" + host;
        var entry = (HostEntry) scene.bus().all(FleetEntry.class, key).getLast().event();
        scene.bus()
                .plant(new HostEntry(
                        entry.host(),
                        entry.cluster(),
                        Optional.of(IpAddress.parse("fe80::17")),
                        entry.routerId(),
                        entry.standing(),
                        entry.admitted(),
                        entry.quarantined(),
                        entry.reason(),
                        entry.notAnnounced(),
                        entry.preflight(),
                        entry.report(),
                        entry.lifecycle(),
                        entry.change()));
    }
}
