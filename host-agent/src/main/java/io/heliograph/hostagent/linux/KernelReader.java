package io.heliograph.hostagent.linux;

import io.heliograph.hostagent.preflight.Firewall;
import io.heliograph.hostagent.preflight.KernelFacts;
import io.heliograph.hostagent.preflight.KernelFacts.LearnedDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads what the kernel of this network namespace says. A file or tool that is not there is an empty fact.
public final class KernelReader {
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");
    private static final Path IPV4_FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final int MAX_ROUTES = 10_000;

    /// `RTF_DEFAULT` and `RTF_ADDRCONF` of linux/ipv6_route.h: a default route that a router advertised.
    private static final long LEARNED = 0x10000 | 0x40000;

    /// Reads all of it.
    ///
    /// @param ipv4 whether IPv4 is carried; running a tool costs more than all the rest of a look
    public KernelFacts read(boolean ipv4) {
        return new KernelFacts(
                line(Path.of("/proc/sys/kernel/osrelease")).orElse("unknown"),
                line(IPV6.resolve("all/forwarding")),
                learnedDefaults(),
                firewall("ip6tables"),
                ipv4 ? line(IPV4_FORWARDING) : Optional.empty(),
                ipv4 ? firewall("iptables") : Optional.empty());
    }

    /// The machine's name; empty where it cannot be read.
    public static String hostName() {
        return line(Path.of("/proc/sys/kernel/hostname")).orElse("");
    }

    private static Optional<String> line(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
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
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException _) {
            return List.of();
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
