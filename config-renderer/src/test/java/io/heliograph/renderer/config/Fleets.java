package io.heliograph.renderer.config;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.event.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Fleets as admission lets them be, drawn at random: any name, few or no members, entries that change.
final class Fleets {
    private static final String NAME_ENDS = "abcxyzABCXYZ0189";
    private static final String NAME_MIDDLE = NAME_ENDS + "._-";
    private static final ClusterId CLUSTER = new ClusterId("c.1");

    private final Random random;

    Fleets(Random random) {
        this.random = random;
    }

    /// A history of one cluster: each entry one or more times, in states that differ.
    List<FleetEntry> history() {
        var entries = new ArrayList<FleetEntry>();
        int clusters = 1 + random.nextInt(2);
        for (int i = 0; i < clusters; i++) {
            entries.add(cluster());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            var name = new ReflectorId(name());
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                entries.add(new ReflectorEntry(
                        name, CLUSTER, address(), maybe(routerId()), maybe(reflectorOptions()), lifecycle(), change()));
            }
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            var name = new HostId(name());
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                entries.add(host(name));
            }
        }
        return entries;
    }

    private ClusterEntry cluster() {
        var aggregates = new ArrayList<Prefix>();
        for (int i = random.nextInt(3); i > 0; i--) {
            aggregates.add(prefix(20 + random.nextInt(45)));
        }
        var upstreams = new ArrayList<Upstream>();
        for (int i = random.nextInt(3); i > 0; i--) {
            upstreams.add(upstream());
        }
        int shortest = 1 + random.nextInt(128);
        return new ClusterEntry(
                CLUSTER,
                asn(),
                aggregates,
                new ClusterEntry.LengthBounds(shortest, shortest + random.nextInt(129 - shortest)),
                Set.of(SpecialRange.UNIQUE_LOCAL),
                ClusterEntry.JoinPolicy.OPEN,
                random.nextInt(300),
                bgp(),
                upstreams,
                Lifecycle.ACTIVE,
                change());
    }

    private BgpOptions bgp() {
        return new BgpOptions(
                pick(BgpOptions.Reach.values()),
                Duration.ofSeconds(3 + random.nextInt(65_533)),
                maybe(true),
                maybe(true),
                maybe(pick(BgpOptions.LimitAction.values())),
                maybe(new BgpOptions.RouteLimit(1 + random.nextInt(1_000_000), pick(BgpOptions.LimitAction.values()))),
                maybe(Duration.ofSeconds(1 + random.nextInt(4_095))),
                maybe(Duration.ofSeconds(1 + random.nextInt(16_777_215))),
                maybe(pick(BgpOptions.AddPaths.values())),
                maybe(asn()),
                maybe(true),
                maybe(secret()),
                maybe(communities()),
                maybe(communities()),
                maybe(true),
                maybe(pick(BgpOptions.Ipv4.values())),
                maybe(new ParentLink(new ClusterId("above"))),
                Optional.empty());
    }

    private Upstream upstream() {
        return new Upstream(
                new UpstreamId(name()),
                address(),
                asn(),
                maybe(pick(BgpOptions.Reach.values())),
                maybe(Duration.ofSeconds(3 + random.nextInt(65_533))),
                maybe(secret()),
                maybe(true),
                maybe(true),
                maybe(random.nextInt(11)),
                maybe(communities()),
                maybe(true),
                maybe(pick(Upstream.NextHop.values())),
                maybe(pick(BgpOptions.Ipv4.values())),
                Optional.empty());
    }

    private List<Community> communities() {
        return List.of(
                Community.parse(random.nextInt(65_536) + ":" + random.nextInt(65_536)),
                Community.parse((random.nextLong() & 0xffff_ffffL) + ":0:" + (random.nextLong() & 0xffff_ffffL)));
    }

    private SecretName secret() {
        return new SecretName(random.nextBoolean() ? "a" : "a_secret_1");
    }

    private ReflectorOptions reflectorOptions() {
        return new ReflectorOptions(
                maybe(routerId()), maybe(address()), maybe(List.of(new UpstreamId(name()))), maybe(true));
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }

    private HostEntry host(HostId name) {
        var admitted = new ArrayList<AdmittedSubnet>();
        for (int i = random.nextInt(5); i > 0; i--) {
            admitted.add(new AdmittedSubnet(
                    prefix(random.nextInt(129)), "net", maybe(communities()), change().at(), change().at()));
        }
        return new HostEntry(
                name,
                CLUSTER,
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(address()),
                maybe(routerId()),
                maybe(pick(Attachment.values())),
                maybe(List.of(prefix(1 + random.nextInt(64)))),
                random.nextInt(4) == 0 ? HostEntry.Standing.QUARANTINED : HostEntry.Standing.ADMITTED,
                admitted,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                lifecycle(),
                change(),
                drain());
    }

    private Optional<Drain> drain() {
        var phase = random.nextBoolean() ? Drain.Phase.DRAINING : Drain.Phase.DRAINED;
        return maybe(new Drain(phase, Drain.Origin.OPERATOR, Instant.EPOCH, Instant.EPOCH, "test", "test"));
    }

    private Lifecycle lifecycle() {
        return random.nextInt(5) == 0 ? Lifecycle.REMOVED : Lifecycle.ACTIVE;
    }

    private static Change change() {
        return new Change(Instant.EPOCH, "test", "test");
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
    }

    /// From few, so that two nodes meet now and then.
    private RouterId routerId() {
        return new RouterId(1 + random.nextInt(8));
    }

    private IpAddress address() {
        return random.nextInt(6) == 0
                ? IpAddress.parse("192.0.2." + (1 + random.nextInt(40)))
                : IpAddress.parse("fd00::" + Integer.toHexString(1 + random.nextInt(60)));
    }

    private Asn asn() {
        return new Asn(random.nextBoolean() ? 65_001 : 4_200_000_000L + random.nextInt(1_000));
    }

    private Prefix prefix(int length) {
        if (random.nextInt(6) == 0) {
            int bits = Math.min(length, 32);
            long mask = bits == 0 ? 0 : (-1L << (32 - bits)) & 0xffffffffL;
            return new Prefix(new IpAddress(IpAddress.Family.IPV4, 0, random.nextInt() & mask), bits);
        }
        long hi = random.nextLong() & mask(Math.min(length, 64));
        long lo = random.nextLong() & mask(Math.max(length - 64, 0));
        return new Prefix(new IpAddress(IpAddress.Family.IPV6, hi, lo), length);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    private String name() {
        var name = new StringBuilder().append(pick(NAME_ENDS));
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 62 : 6); i > 0; i--) {
            name.append(pick(NAME_MIDDLE));
        }
        return name.append(pick(NAME_ENDS)).toString();
    }

    private char pick(String from) {
        return from.charAt(random.nextInt(from.length()));
    }
}
