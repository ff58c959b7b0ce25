package io.heliograph.lab.linux;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a BIRD shows to `birdc`, which shares nothing with our own client.
public final class BirdSight {
    private static final String LAST_CONFIGURED = "Last reconfiguration on ";

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
