package io.heliograph.birdcontrol.brake;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What was lost lately and has not come back: many small steps in a short time are one large step.
///
/// @param sessions when each was ended or started again
/// @param prefixes when each was withdrawn
public record Losses(Map<String, Instant> sessions, Map<Prefix, Instant> prefixes) {
    public static final Losses NONE = new Losses(Map.of(), Map.of());

    /// What a damaged file may hold.
    private static final int MAX_LINES = 1_000_000;

    public Losses {
        sessions = Map.copyOf(sessions);
        prefixes = Map.copyOf(prefixes);
    }

    /// Those that count still.
    public Losses since(Instant earliest) {
        return kept(at -> !at.isBefore(earliest));
    }

    private Losses kept(Predicate<Instant> wanted) {
        return new Losses(kept(sessions, wanted), kept(prefixes, wanted));
    }

    private static <T> Map<T, Instant> kept(Map<T, Instant> all, Predicate<Instant> wanted) {
        var kept = new HashMap<>(all);
        kept.values().removeIf(wanted.negate());
        return kept;
    }

    /// With what a configuration cost, and without the prefixes that it brought back: one that comes and goes is
    /// one prefix, not ten. Each other prefix that it brought stands in for the one that was lost longest ago:
    /// networks that come and go all day add up to nothing. It is no credit for what is lost after it.
    public Losses after(Cost cost, Instant now) {
        var ended = new HashMap<>(sessions);
        cost.sessions().forEach(name -> ended.put(name, now));
        var withdrawn = new HashMap<>(prefixes);
        long others = cost.brought().stream()
                .filter(prefix -> withdrawn.remove(prefix) == null)
                .count();
        withdrawn.entrySet().stream()
                .sorted(Map.Entry.<Prefix, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(others)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(withdrawn::remove);
        cost.prefixes().forEach(prefix -> withdrawn.put(prefix, now));
        return new Losses(ended, withdrawn);
    }

    Optional<Instant> oldest() {
        var all = new ArrayList<>(sessions.values());
        all.addAll(prefixes.values());
        return all.stream().min(Instant::compareTo);
    }

    int sessionsWith(Set<String> more) {
        return union(sessions.keySet(), more);
    }

    int prefixesWith(Set<Prefix> more) {
        return union(prefixes.keySet(), more);
    }

    private static <T> int union(Set<T> some, Set<T> more) {
        return some.size()
                + (int) more.stream().filter(it -> !some.contains(it)).count();
    }

    /// One line for each, sorted: the form in which it is kept on disk.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        new TreeMap<>(sessions).forEach((name, at) -> lines.add(at + " session " + name));
        new TreeMap<>(prefixes).forEach((prefix, at) -> lines.add(at + " prefix " + prefix));
        return lines;
    }

    /// Reads [#lines]; a line that is damaged says nothing.
    public static Losses parse(List<String> lines) {
        var sessions = new HashMap<String, Instant>();
        var prefixes = new HashMap<Prefix, Instant>();
        for (var line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
            var words = line.split(" ");
            if (words.length == 3 && words[1].equals("session")) {
                put(sessions, words[2], words[0], Function.identity());
            } else if (words.length == 3 && words[1].equals("prefix")) {
                put(prefixes, words[2], words[0], Prefix::parse);
            }
        }
        return new Losses(sessions, prefixes);
    }

    private static <T> void put(Map<T, Instant> into, String what, String at, Function<String, T> reading) {
        try {
            into.put(reading.apply(what), Instant.parse(at));
        } catch (DateTimeException | InvalidValue _) {
            // A memory of the last minutes: the rest of it is still of use.
        }
    }
}
