package io.heliograph.broker;

import java.util.Set;
import java.util.regex.Pattern;

/// A host and a TCP port, written `localhost:9092`, `192.0.2.5:9092` or `[2001:db8::5]:9092`.
///
/// @param host a name or an address, without brackets
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]/]+)):([0-9]{1,5})");
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final int LAST_PORT = 65_535;

    /// Throws [IllegalArgumentException] for a port out of range.
    public Endpoint {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(port + " is not a port: 1 to " + LAST_PORT + " are.");
        }
    }

    /// Throws [IllegalArgumentException], with the form in its message, for anything else.
    public static Endpoint parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not HOST:PORT. Write localhost:9092, or [2001:db8::5]:9092 for IPv6.");
        }
        return new Endpoint(match.group(1) != null ? match.group(1) : match.group(2), Integer.parseInt(match.group(3)));
    }

    /// Whether it stands for every address of the machine, so that nobody else can be told to connect to it.
    public boolean isEveryAddress() {
        return EVERY_ADDRESS.contains(host);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
