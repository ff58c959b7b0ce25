package io.heliograph.lab.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a person does with an editor and `birdc`.
public final class HandEdit {
    private static final String PROTOCOL = "handmade";
    private static final String MAKE = """
            set -eu
            cp "$2/current/bird.conf" "$3"
            printf '\\nprotocol static handmade {\\n\\tipv6;\\n}\\n' >>"$3"
            birdc -s "$1" configure "\\"$3\\""
            """;

    private HandEdit() {}

    /// Gives BIRD its configuration with one more protocol, from a file of the person's own.
    public static void make(Path socket, Path config, Path file) {
        var arguments = List.of("sh", "-c", MAKE, "edit", socket.toString(), config.toString(), file.toString());
        Command.run(arguments, Map.of(), "");
    }

    /// Takes it back, unless it was replaced.
    public static void undo(Path socket) {
        if (BirdSight.has(socket, PROTOCOL)) {
            Command.run("birdc", "-s", socket.toString(), "configure", "undo");
        }
    }
}
