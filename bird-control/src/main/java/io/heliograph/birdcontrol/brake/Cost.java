package io.heliograph.birdcontrol.brake;

import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Prefix;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What BIRD would lose by going from one text to another.
///
/// @param sessions that are up and would end, start again, or carry nothing any more
/// @param prefixes that would be withdrawn
/// @param brought prefixes that the running text does not bring
/// @param up the sessions that are up
/// @param held how many prefixes the running text brings
public record Cost(Set<String> sessions, Set<Prefix> prefixes, Set<Prefix> brought, Set<String> up, int held) {
    public static final Cost NOTHING = new Cost(Set.of(), Set.of(), Set.of(), Set.of(), 0);

    public Cost {
        sessions = Set.copyOf(sessions);
        prefixes = Set.copyOf(prefixes);
        brought = Set.copyOf(brought);
        up = Set.copyOf(up);
    }

    /// Counts from both texts and from what BIRD says.
    ///
    /// @param up the sessions that BIRD shows as established, whoever configured them
    /// @param present the prefixes that the node itself still has; a prefix that is gone from the node anyway is
    ///     not lost by a configuration. Empty where the node knows none of its own, as a reflector
    public static Cost between(ConfigText before, ConfigText after, Set<String> up, Optional<Set<Prefix>> present) {
        boolean sameContext = before.context().equals(after.context());
        var sessions = new TreeSet<String>();
        for (var name : up) {
            var was = before.session(name);
            var is = after.session(name);
            if (is.isEmpty() || was.isEmpty() || !(sameContext && was.get() == is.get())) {
                if (is.isEmpty()
                        || was.filter(block -> survives(before, block, after, is.get()))
                                .isEmpty()) {
                    sessions.add(name);
                }
            }
        }
        var prefixes = lost(before, after);
        present.ifPresent(prefixes::retainAll);
        return new Cost(sessions, prefixes, lost(after, before), up, held(before));
    }

    private static boolean survives(ConfigText before, Block was, ConfigText after, Block is) {
        var old = before.session(was);
        var fresh = after.session(is);
        return routerId(before).equals(routerId(after))
                && old.mark().equals(fresh.mark())
                && old.shut().containsAll(fresh.shut());
    }

    /// All sessions tell it to their peers, so a changed one ends them all.
    private static Set<String> routerId(ConfigText text) {
        var ids = new HashSet<String>();
        for (var block : text.context()) {
            if (Set.of("router", "hostname").contains(block.statement().word(0))) {
                ids.add(block.statement().canonical());
            }
        }
        return ids;
    }

    /// A prefix that moves from one session to another is not lost.
    private static Set<Prefix> lost(ConfigText before, ConfigText after) {
        var lost = new HashSet<Prefix>();
        for (var block : before.blocks()) {
            if (!after.blocks().contains(block)) {
                lost.addAll(block.prefixes());
            }
        }
        if (!lost.isEmpty()) {
            for (var block : after.blocks()) {
                block.prefixes().forEach(lost::remove);
            }
        }
        return lost;
    }

    private static int held(ConfigText text) {
        int held = 0;
        for (var block : text.blocks()) {
            held += block.prefixes().size();
        }
        return held;
    }

    public boolean isNothing() {
        return sessions.isEmpty() && prefixes.isEmpty();
    }
}
