package io.heliograph.cli.doctor;

import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The commands that mend what is wrong, where they are safe: settings of the kernel that let through what is meant to
/// pass. They last until the next start of the machine. Everything else is a person's to do.
public final class Mends {
    /// What there are commands for.
    public static final Set<ReasonCode> MENDABLE = Set.of(
            ReasonCode.FORWARDING_OFF,
            ReasonCode.ACCEPT_RA_LOST,
            ReasonCode.IPV4_FORWARDING_OFF,
            ReasonCode.NEIGHBOUR_TABLE_SMALL);

    private Mends() {}

    /// In the order in which they are to run; empty where nothing can be mended so.
    public static List<List<String>> of(Set<ReasonCode> found, NodeSight sight) {
        var kernel = sight.kernel();
        var commands = new ArrayList<List<String>>();
        if (found.contains(ReasonCode.FORWARDING_OFF) || found.contains(ReasonCode.ACCEPT_RA_LOST)) {
            // First, or the machine loses its default route by what is to mend it.
            kernel.learnedDefaults().stream()
                    .filter(learned -> learned.acceptRa().equals("1"))
                    .forEach(learned ->
                            commands.add(sysctl("net.ipv6.conf." + key(learned.device()) + ".accept_ra", "2")));
        }
        if (found.contains(ReasonCode.FORWARDING_OFF)) {
            commands.add(sysctl("net.ipv6.conf.all.forwarding", "1"));
        }
        if (found.contains(ReasonCode.IPV4_FORWARDING_OFF)) {
            commands.add(sysctl("net.ipv4.ip_forward", "1"));
        }
        if (found.contains(ReasonCode.NEIGHBOUR_TABLE_SMALL)) {
            kernel.neighbours().ifPresent(table -> {
                int limit = table.roomFor(sight.load().neighbours());
                var prefix = "net.ipv6.neigh.default.gc_thresh";
                commands.add(sysctl(prefix + "3", Integer.toString(limit)));
                commands.add(sysctl(prefix + "2", Integer.toString(limit / 2)));
                commands.add(sysctl(prefix + "1", Integer.toString(limit / 4)));
            });
        }
        return commands;
    }

    /// An interface may have dots in its name, and `sysctl` takes a slash for them.
    private static String key(String device) {
        return device.replace('.', '/');
    }

    private static List<String> sysctl(String key, String value) {
        return List.of("sysctl", "-w", key + "=" + value);
    }
}
