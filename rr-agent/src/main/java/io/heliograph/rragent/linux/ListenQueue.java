package io.heliograph.rragent.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How often a connection came and the queue before a listening socket was full. BIRD's queue holds eight in every
/// version, so that a fleet that returns at once overflows it: the sessions come, but late.
public final class ListenQueue {
    private static final Path COUNTERS = Path.of("/proc/self/net/netstat");
    private static final String FAMILY = "TcpExt:";
    private static final String NAME = "ListenOverflows";

    private ListenQueue() {}

    /// Since the start of this network namespace; `NaN` where the kernel does not tell.
    public static double overflows() {
        try {
            return overflows(Files.readAllLines(COUNTERS));
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /// Names stand in one line, their values in the next.
    static double overflows(List<String> lines) {
        var names = List.<String>of();
        for (var line : lines) {
            if (line.startsWith(FAMILY)) {
                var words = List.of(line.split(" "));
                int at = names.indexOf(NAME);
                if (at >= 0 && at < words.size()) {
                    return Double.parseDouble(words.get(at));
                }
                names = words;
            }
        }
        return Double.NaN;
    }
}
