package io.heliograph.cli.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where reading goes on: for each topic the next offset of each partition, written
/// `v1,transitions:4.0.17,applies:3.0.0`. A partition that the token does not know is new, and read from its beginning.
public record ResumeToken(Map<EventKind, List<Long>> offsets) {
    private static final String VERSION = "v1";
    private static final Pattern PART = Pattern.compile("([a-z-]{1,20}):([0-9]{1,18}(?:\\.[0-9]{1,18}){0,9999})");

    /// A token of ten topics with a thousand partitions each is not longer.
    private static final int MAX_LENGTH = 200_000;

    public static final ResumeToken NOTHING_READ = new ResumeToken(Map.of());

    public ResumeToken {
        var copy = new EnumMap<EventKind, List<Long>>(EventKind.class);
        offsets.forEach((kind, next) -> copy.put(kind, List.copyOf(next)));
        offsets = Collections.unmodifiableMap(copy);
    }

    /// Reads a token; empty for what is none.
    public static Optional<ResumeToken> parse(String text) {
        if (text.length() > MAX_LENGTH || !text.startsWith(VERSION + ",")) {
            return Optional.empty();
        }
        var offsets = new EnumMap<EventKind, List<Long>>(EventKind.class);
        for (var part : text.substring(VERSION.length() + 1).split(",", -1)) {
            var match = PART.matcher(part);
            if (!match.matches()) {
                return Optional.empty();
            }
            var kind = EventKind.named(match.group(1));
            if (kind.isEmpty() || offsets.containsKey(kind.get())) {
                return Optional.empty();
            }
            offsets.put(
                    kind.get(),
                    Pattern.compile("\\.")
                            .splitAsStream(match.group(2))
                            .map(Long::valueOf)
                            .toList());
        }
        return Optional.of(new ResumeToken(offsets));
    }

    /// The next offset of a partition; 0 where the token does not know it.
    public long next(EventKind kind, int partition) {
        var known = offsets.getOrDefault(kind, List.of());
        return partition < known.size() ? known.get(partition) : 0;
    }

    /// The same, with the next offset of one partition.
    public ResumeToken with(EventKind kind, int partition, long next) {
        var known = new ArrayList<>(offsets.getOrDefault(kind, List.of()));
        while (known.size() <= partition) {
            known.add(0L);
        }
        known.set(partition, next);
        var all = new EnumMap<EventKind, List<Long>>(EventKind.class);
        all.putAll(offsets);
        all.put(kind, known);
        return new ResumeToken(all);
    }

    @Override
    public String toString() {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey().word() + ":"
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(".")))
                .collect(Collectors.joining(",", VERSION + ",", ""));
    }
}
