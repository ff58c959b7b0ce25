package io.heliograph.rragent.linux;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.rragent.probes.Echo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// ICMP echoes to any number of addresses by one raw socket a family.
///
/// Java's own `InetAddress.isReachable` holds a thread and a socket for each ping, and every such socket gets the
/// answers to all the others. Without `CAP_NET_RAW` it knocks at TCP port 7 instead and takes a firewall's reset for an
/// answer (measured).
///
/// Not safe for more than one thread.
public final class Pinger implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";
    private static final int CAP_NET_RAW = 13;

    private final Map<Family, IcmpSocket> sockets;

    private Pinger(Map<Family, IcmpSocket> sockets) {
        this.sockets = sockets;
    }

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

    /// Opens a socket of each family that this machine has; throws [IOException] where it has neither.
    public static Pinger open() throws IOException {
        var sockets = new EnumMap<Family, IcmpSocket>(Family.class);
        var failure = new IOException("no raw socket for ICMP");
        for (var family : Family.values()) {
            try {
                sockets.put(family, IcmpSocket.open(family));
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        if (sockets.isEmpty()) {
            throw failure;
        }
        return new Pinger(sockets);
    }

    /// Sends a ping; false where this machine itself has no way to send it.
    public boolean send(IpAddress target, long token) {
        var socket = sockets.get(target.family());
        return socket != null && socket.send(target, token);
    }

    /// The answers that have arrived; does not wait.
    public List<Echo> receive() {
        var echoes = new ArrayList<Echo>();
        sockets.values().forEach(socket -> socket.receive(echoes));
        return echoes;
    }

    @Override
    public void close() {
        sockets.values().forEach(IcmpSocket::close);
    }
}
