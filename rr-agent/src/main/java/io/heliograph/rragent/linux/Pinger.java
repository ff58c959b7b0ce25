package io.heliograph.rragent.linux;

import io.heliograph.fleet.IpAddress;
import io.heliograph.rragent.probes.Ping;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// One ICMP echo and its answer, as Java sends it where it may use a raw socket. Where it may not, Java knocks at TCP
/// port 7 instead and takes a firewall's reset for an answer (measured): nothing is pinged then.
public final class Pinger {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";
    private static final int CAP_NET_RAW = 13;
    private static final int ANY_PORT = 9;

    private Pinger() {}

    /// Whether this process may use raw sockets.
    public static boolean isAllowed() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> line.substring(EFFECTIVE.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & (1L << CAP_NET_RAW)) != 0);
        } catch (IOException _) {
            return false;
        }
    }

    /// Waits for the answer, in a native call that holds its thread.
    public static Ping.Outcome ping(IpAddress target, Duration timeout) {
        try {
            var address = InetAddress.ofLiteral(target.toString());
            try (var way = new DatagramSocket()) {
                // Sends nothing: the kernel looks the route up, and an unreachable one must not pass for silence.
                way.connect(new InetSocketAddress(address, ANY_PORT));
            }
            return address.isReachable(Math.toIntExact(timeout.toMillis()))
                    ? Ping.Outcome.ANSWERED
                    : Ping.Outcome.SILENT;
        } catch (IOException _) {
            return Ping.Outcome.NOT_SENT;
        }
    }
}
