package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Configurations by revision, read once, and what the simulation itself says of a change from one to another.
final class Texts {
    private static final int MOST = 400;

    private final Map<Revision, ConfigText> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Revision, ConfigText> eldest) {
            return size() > MOST;
        }
    };

    ConfigText of(Revision revision, String text) {
        return read.computeIfAbsent(revision, _ -> ConfigText.read(text));
    }

    /// Whether a change reaches beyond a single host: whatever is not a host's own block is another or gone, or
    /// several sessions begin again.
    static boolean isStructural(ConfigText before, ConfigText after) {
        var shared = new HashMap<String, String>();
        after.items()
                .forEach(item -> shared.put(
                        item.block().toString(), item.block().statement().canonical()));
        boolean changed = before.items().stream()
                .map(item -> item.block())
                .filter(block -> !isHosts(block))
                .anyMatch(block -> !block.statement().canonical().equals(shared.get(block.toString())));
        var begun = new TreeSet<>(ModelBird.ended(before, after));
        begun.removeIf(name -> after.session(name).isEmpty());
        return changed || begun.size() > 1;
    }

    private static boolean isHosts(Block block) {
        return block.toString().matches("protocol (bgp|static) h_.*");
    }

    /// Hosts by the names of their blocks: sessions, and what is originated for those without BIRD.
    static Set<String> peers(ConfigText text) {
        var peers = new TreeSet<String>();
        text.items().stream()
                .map(item -> item.block())
                .filter(block -> block.isBgp() || isHosts(block))
                .forEach(block -> peers.add(block.name()));
        return peers;
    }

    /// Two hosts' blocks that accept prefixes which overlap, in words; empty where there are none.
    static String shared(ConfigText text) {
        Prefix last = null;
        String owner = "";
        for (var entry : ModelBird.prefixes(text).entrySet()) {
            if (last != null && last.covers(entry.getKey()) && !owner.equals(entry.getValue())) {
                return last + " of " + owner + " covers " + entry.getKey() + " of " + entry.getValue();
            }
            if (last == null || !last.covers(entry.getKey())) {
                last = entry.getKey();
                owner = entry.getValue();
            }
        }
        var seen = new HashMap<Prefix, String>();
        for (var item : text.items()) {
            for (var prefix : item.block().prefixes()) {
                var other = seen.putIfAbsent(prefix, item.block().name());
                if (other != null && !other.equals(item.block().name())) {
                    return prefix + " of " + other + " and " + item.block().name();
                }
            }
        }
        return "";
    }
}
