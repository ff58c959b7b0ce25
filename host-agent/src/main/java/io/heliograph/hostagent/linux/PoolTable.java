package io.heliograph.hostagent.linux;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.node.linux.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/// The kernel's table from which the host's BIRD learns subnets of pools. No rule leads to it, so nothing is forwarded
/// by it. Used by one thread.
public final class PoolTable {
    private static final Logger LOG = Logger.getLogger(PoolTable.class);

    private Optional<SortedSet<Prefix>> held = Optional.empty();

    /// Whether anything was put into it, as far as this process knows.
    public boolean isInUse() {
        return held.isPresent();
    }

    /// Makes the table hold exactly these. What fails is logged and tried again with the next call.
    public void hold(SortedSet<Prefix> wanted) {
        try {
            var before = held.isPresent() ? held.get() : read();
            var lines = new StringBuilder();
            before.stream().filter(prefix -> !wanted.contains(prefix)).forEach(prefix -> line(lines, "del", prefix));
            wanted.stream()
                    .filter(prefix -> !before.contains(prefix))
                    .forEach(prefix -> line(lines, "replace", prefix));
            if (!lines.isEmpty()) {
                ip(lines.toString(), "-force", "-batch", "-");
                LOG.infof("event=pool-routes count=%d", wanted.size());
            }
            held = Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(wanted)));
        } catch (IOException e) {
            held = Optional.empty();
            LOG.warnf("event=pool-routes-failed why=\"%s\"", e.getMessage());
        }
    }

    private static void line(StringBuilder lines, String verb, Prefix prefix) {
        lines.append("route ").append(verb).append(" blackhole ").append(prefix);
        lines.append(" table ").append(DelegatedPool.KERNEL_TABLE).append(" proto static\n");
    }

    private static SortedSet<Prefix> read() throws IOException {
        var found = new TreeSet<Prefix>();
        for (var family : List.of("-4", "-6")) {
            var table = Integer.toString(DelegatedPool.KERNEL_TABLE);
            for (var line :
                    ip("", family, "route", "show", "table", table).lines().toList()) {
                var words = List.of(line.strip().split("\\s+"));
                if (words.size() > 1 && words.getFirst().equals("blackhole")) {
                    prefix(words.get(1)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<Prefix> prefix(String text) {
        try {
            return Optional.of(Prefix.parse(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    /// What `ip` printed; a table that is not there yet is an empty one.
    private static String ip(String input, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        var tool = Tool.run(new ProcessBuilder(command).redirectErrorStream(true), input);
        var output = tool.output();
        boolean absent = output.contains("FIB table does not exist") || output.contains("No such process");
        if (tool.exit() != 0 && !absent) {
            throw new IOException(String.join(" ", command) + ": " + output.strip());
        }
        return absent ? "" : output;
    }
}
