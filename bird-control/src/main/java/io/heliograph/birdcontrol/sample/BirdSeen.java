package io.heliograph.birdcontrol.sample;

import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What BIRD answered last. Replaced as a whole; the counts of a protocol stand until it is asked for them again.
///
/// @param rows the last answer to `show protocols`
/// @param counts by protocol, of those that were ever asked for in detail and are still there
public record BirdSeen(Optional<DaemonStatus> status, List<ProtocolRow> rows, Map<String, List<ChannelCounts>> counts) {
    public static final BirdSeen NOTHING = new BirdSeen(Optional.empty(), List.of(), Map.of());

    public BirdSeen {
        rows = List.copyOf(rows);
        counts = Map.copyOf(counts);
    }

    public BirdSeen with(DaemonStatus now) {
        return new BirdSeen(Optional.of(now), rows, counts);
    }

    /// A new listing: the counts of what is gone go as well.
    public BirdSeen listed(List<ProtocolRow> now) {
        var names = now.stream().map(ProtocolRow::name).collect(Collectors.toSet());
        var kept = counts;
        if (!names.containsAll(counts.keySet())) {
            kept = new HashMap<>(counts);
            kept.keySet().retainAll(names);
        }
        return new BirdSeen(status, now, kept);
    }

    public BirdSeen counted(Collection<ProtocolDetails> details) {
        if (details.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(counts);
        details.forEach(one -> all.put(one.row().name(), List.copyOf(ChannelCounts.of(one))));
        return new BirdSeen(status, rows, all);
    }

    /// Protocols beside BGP that are worth counting, as many as may be asked for at once: there are few of them but on
    /// a reflector that originates for hosts without BIRD.
    public List<String> others(int most) {
        return rows.stream()
                .filter(row -> BirdSamples.EXPORTED.contains(row.kind()) && !row.isBgp())
                .map(ProtocolRow::name)
                .limit(most)
                .toList();
    }
}
