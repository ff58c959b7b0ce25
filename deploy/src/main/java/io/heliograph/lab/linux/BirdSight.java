package io.heliograph.lab.linux;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a BIRD shows to `birdc`, which shares nothing with our own client.
public final class BirdSight {
    private static final String LAST_CONFIGURED = "Last reconfiguration on ";
    /// `7 of 7 routes for 7 networks in table master6`
    private static final Pattern COUNT = Pattern.compile("routes for (\\d+) networks in table master6");

    private BirdSight() {}

    /// Whether each BGP session is established, by the protocol's name; empty when BIRD does not answer.
    public static Map<String, Boolean> sessions(Path socket) {
        var sessions = new HashMap<String, Boolean>();
        show(socket, "protocols").lines().forEach(line -> {
            var words = line.strip().split("\\s+");
            if (words.length > 3 && words[1].equals("BGP")) {
                sessions.put(words[0], words[words.length - 1].equals("Established"));
            }
        });
        return sessions;
    }

    /// For how many networks BIRD has routes; empty when it does not answer.
    public static Optional<Integer> networks(Path socket) {
        return show(socket, "route count")
                .lines()
                .map(COUNT::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }

    /// Whether BIRD has a protocol of this name.
    public static boolean has(Path socket, String protocol) {
        return show(socket, "protocols").lines().anyMatch(line -> line.startsWith(protocol + " "));
    }

    /// When BIRD says that it was configured last; empty when it does not answer.
    public static Optional<String> lastConfigured(Path socket) {
        return show(socket, "status")
                .lines()
                .filter(line -> line.startsWith(LAST_CONFIGURED))
                .map(line -> line.substring(LAST_CONFIGURED.length()).strip())
                .findFirst();
    }

    private static String show(Path socket, String what) {
        return Command.attempt(List.of("birdc", "-s", socket.toString(), "show", what), Map.of(), "")
                .output();
    }
}
