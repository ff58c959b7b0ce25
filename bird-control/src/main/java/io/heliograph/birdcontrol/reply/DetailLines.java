package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.event.RouteCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the indented lines under one protocol of `show protocols all`.
final class DetailLines {
    private static final String CHANNEL = "Channel ";
    private static final String GRID = "Route change stats";
    private static final Pattern COUNT = Pattern.compile("(\\d+) (imported|filtered|exported|preferred)");
    private static final Pattern LIMIT = Pattern.compile("(\\d+)(\\s+\\[HIT\\])?.*");
    private static final Pattern COLUMNS = Pattern.compile("\\s{2,}");

    private final Map<String, String> own = new LinkedHashMap<>();
    private final List<ChannelDetails> channels = new ArrayList<>();
    private Optional<Channel> channel = Optional.empty();

    /// A channel while its lines are read.
    private static final class Channel {
        private final String name;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, Map<String, Long>> changes = new LinkedHashMap<>();
        private final Map<ChannelDetails.LimitKind, ChannelDetails.Limit> limits = new HashMap<>();
        private Optional<ChannelDetails.LimitKind> limit = Optional.empty();
        private List<String> columns = List.of();

        Channel(String name) {
            this.name = name;
        }

        void take(String label, String value) {
            if (label.equals(GRID)) {
                columns = columnsOf(value);
            } else if (!columns.isEmpty() && isChange(label)) {
                changes.put(label, cells(value));
            } else if (label.equals("Action") && limit.isPresent()) {
                limits.computeIfPresent(limit.get(), (_, it) -> new ChannelDetails.Limit(it.value(), it.hit(), value));
            } else {
                limit = ChannelDetails.LimitKind.of(label);
                limit.ifPresent(kind -> limitOf(value).ifPresent(it -> limits.put(kind, it)));
                fields.put(label, value);
            }
        }

        private static boolean isChange(String label) {
            return (label.startsWith("Import ") || label.startsWith("Export "))
                    && (label.endsWith(" updates") || label.endsWith(" withdraws"));
        }

        /// BIRD 3 has `RX limit` and `limit` between the columns of BIRD 2: names, not places, tell them apart.
        private static List<String> columnsOf(String header) {
            return List.of(COLUMNS.split(header.strip()));
        }

        private Map<String, Long> cells(String row) {
            var values = row.strip().split("\\s+");
            var cells = new LinkedHashMap<String, Long>();
            for (int i = 0; i < Math.min(values.length, columns.size()); i++) {
                if (!values[i].equals("---")) {
                    cells.put(columns.get(i), Long.valueOf(values[i]));
                }
            }
            return cells;
        }

        private static Optional<ChannelDetails.Limit> limitOf(String value) {
            var matcher = LIMIT.matcher(value);
            return matcher.matches()
                    ? Optional.of(
                            new ChannelDetails.Limit(Long.parseLong(matcher.group(1)), matcher.group(2) != null, ""))
                    : Optional.empty();
        }

        ChannelDetails finish() {
            return new ChannelDetails(
                    name,
                    fields.getOrDefault("State", ""),
                    counts(fields.getOrDefault("Routes", "")),
                    changes,
                    limits,
                    fields);
        }

        private static RouteCounts counts(String text) {
            var by = new HashMap<String, Long>();
            COUNT.matcher(text).results().forEach(found -> by.put(found.group(2), Long.valueOf(found.group(1))));
            return new RouteCounts(
                    by.getOrDefault("imported", 0L),
                    by.getOrDefault("filtered", 0L),
                    by.getOrDefault("exported", 0L),
                    by.getOrDefault("preferred", 0L));
        }
    }

    private DetailLines() {}

    static ProtocolDetails read(ProtocolRow row, List<String> lines) {
        var reader = new DetailLines();
        lines.forEach(reader::line);
        reader.channel.ifPresent(last -> reader.channels.add(last.finish()));
        return new ProtocolDetails(row, reader.own, reader.channels);
    }

    private void line(String line) {
        var text = line.strip();
        if (text.startsWith(CHANNEL) && text.indexOf(':') < 0) {
            channel.ifPresent(before -> channels.add(before.finish()));
            channel = Optional.of(new Channel(text.substring(CHANNEL.length()).strip()));
            return;
        }
        int colon = text.indexOf(':');
        var label = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (label.isEmpty()) {
            return;
        }
        if (channel.isPresent()) {
            channel.get().take(label, value);
        } else {
            own.putIfAbsent(label, value);
        }
    }
}
