package io.heliograph.node.linux;

import io.heliograph.fleet.IpAddress;
import io.heliograph.node.preflight.Firewall;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.preflight.KernelFacts.LearnedDefault;
import io.heliograph.node.preflight.Links;
import io.heliograph.node.preflight.NeighbourTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads what the kernel of this network namespace says. A file or tool that is not there is an empty fact.
public final class KernelReader {
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");
    private static final Path IPV4_FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final Path NEIGHBOUR_LIMIT = Path.of("/proc/sys/net/ipv6/neigh/default/gc_thresh3");
    private static final Path NEIGHBOURS = Path.of("/proc/net/stat/ndisc_cache");
    private static final int MAX_ROUTES = 10_000;
    private static final int MAX_INTERFACES = 20_000;

    /// `RTF_DEFAULT` and `RTF_ADDRCONF` of linux/ipv6_route.h: a default route that a router advertised.
    private static final long LEARNED = 0x10000 | 0x40000;

    /// Reads all of it.
    ///
    /// @param ipv4 whether IPv4 is carried; running a tool costs more than all the rest of a look
    public KernelFacts read(boolean ipv4) {
        // First the interfaces: the rules of a network that has one by now are read after it.
        var links = links();
        return read(ipv4, links, firewall("ip6tables"), ipv4 ? firewall("iptables") : Optional.empty());
    }

    /// Reads the kernel's own files, and takes over what the tools said before.
    public KernelFacts readFiles(boolean ipv4, KernelFacts before) {
        var links = before.links().flatMap(known -> links().map(now -> now.within(known)));
        return read(ipv4, links, before.firewall(), before.firewall4());
    }

    /// What concerns a machine without containers.
    public KernelFacts readWithoutFirewall() {
        return read(false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static KernelFacts read(
            boolean ipv4, Optional<Links> links, Optional<Firewall> firewall, Optional<Firewall> firewall4) {
        return new KernelFacts(
                line(Path.of("/proc/sys/kernel/osrelease")).orElse("unknown"),
                line(IPV6.resolve("all/forwarding")),
                learnedDefaults(),
                firewall,
                ipv4 ? line(IPV4_FORWARDING) : Optional.empty(),
                firewall4,
                links,
                neighbours());
    }

    /// The machine's name; empty where it cannot be read.
    public static String hostName() {
        return line(Path.of("/proc/sys/kernel/hostname")).orElse("");
    }

    /// The first line. The kernel gives a number in `/proc/sys` to the first read alone, and `Files.readString` begins
    /// with a read of one byte, because such a file has no size: of 1024 it sees 1.
    static Optional<String> line(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return Optional.ofNullable(reader.readLine()).map(String::strip);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static List<LearnedDefault> learnedDefaults() {
        try (var routes = Files.lines(Path.of("/proc/net/ipv6_route"))) {
            return routes.limit(MAX_ROUTES)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length == 10 && (Long.parseLong(columns[8], 16) & LEARNED) == LEARNED)
                    .map(columns -> columns[9])
                    .distinct()
                    .sorted()
                    .map(device -> new LearnedDefault(
                            device,
                            line(IPV6.resolve(device).resolve("accept_ra")).orElse("")))
                    .toList();
        } catch (IOException | UncheckedIOException | NumberFormatException _) {
            return List.of();
        }
    }

    /// The names from `/proc/net/dev`, the addresses from `/proc/net/if_inet6`: both tell of this namespace alone.
    private static Optional<Links> links() {
        var found = new TreeMap<String, List<IpAddress>>();
        try (var devices = Files.lines(Path.of("/proc/net/dev"));
                var addresses = Files.lines(Path.of("/proc/net/if_inet6"))) {
            devices.limit(MAX_INTERFACES)
                    .filter(line -> line.indexOf(':') > 0)
                    .forEach(line ->
                            found.put(line.substring(0, line.indexOf(':')).strip(), new ArrayList<>()));
            addresses
                    .limit(MAX_INTERFACES)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length == 6 && columns[0].length() == 32)
                    .forEach(columns -> found.computeIfAbsent(columns[5], _ -> new ArrayList<>())
                            .add(address(columns[0])));
            return Optional.of(new Links(found));
        } catch (IOException | UncheckedIOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static IpAddress address(String digits) {
        return new IpAddress(
                IpAddress.Family.IPV6,
                Long.parseUnsignedLong(digits.substring(0, 16), 16),
                Long.parseUnsignedLong(digits.substring(16), 16));
    }

    private static Optional<NeighbourTable> neighbours() {
        try (var lines = Files.lines(NEIGHBOURS)) {
            int entries = lines.skip(1)
                    .findFirst()
                    .map(line -> Integer.parseInt(line.strip().split("\\s+")[0], 16))
                    .orElse(0);
            return line(NEIGHBOUR_LIMIT).map(limit -> new NeighbourTable(Integer.parseInt(limit), entries));
        } catch (IOException | UncheckedIOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Firewall> firewall(String program) {
        try {
            var tool = Tool.run(
                    new ProcessBuilder(program, "-w", "1", "-S").redirectError(ProcessBuilder.Redirect.DISCARD), "");
            return tool.exit() == 0
                    ? Optional.of(new Firewall(tool.output().lines().toList()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
