package io.heliograph.birdcontrol.text;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One element of a set of prefixes: `P`, `P+`, `P-` or `P{low,high}`.
///
/// @param low the shortest length that it matches
/// @param high the longest length that it matches
public record PrefixPattern(Prefix prefix, int low, int high) {
    /// Whether it matches this prefix and no other.
    public boolean isExact() {
        return low == prefix.length() && high == prefix.length();
    }

    /// Whether it matches every prefix of its family, or prefixes that are shorter than its own.
    public boolean isBroad() {
        return low < prefix.length() || (prefix.isDefault() && high > 0);
    }

    @Override
    public String toString() {
        return isExact() ? prefix.toString() : prefix + "{" + low + "," + high + "}";
    }

    /// The sets of prefixes among these words, in their order; an empty pair of brackets is an empty set.
    static List<List<PrefixPattern>> sets(List<String> words) {
        var sets = new ArrayList<List<PrefixPattern>>();
        for (int i = words.indexOf("["); i >= 0 && i < words.size(); i++) {
            if (words.get(i).equals("[")) {
                int end = i + 1;
                while (end < words.size() && !words.get(end).equals("]")) {
                    end++;
                }
                var set = set(words.subList(i + 1, end));
                if (!set.isEmpty() || end == i + 1) {
                    sets.add(set);
                }
                i = end;
            }
        }
        return sets;
    }

    private static List<PrefixPattern> set(List<String> words) {
        var set = new ArrayList<PrefixPattern>();
        for (int i = 0; i < words.size(); i++) {
            boolean range = i + 4 < words.size() && words.get(i + 1).equals("{");
            of(words.get(i), range ? words.get(i + 2) : "", range ? words.get(i + 4) : "")
                    .ifPresent(set::add);
            i += range ? 5 : 0;
        }
        return set;
    }

    /// What stands outside of brackets, after `~` or in a route.
    static Optional<PrefixPattern> of(String word) {
        return of(word, "", "");
    }

    private static Optional<PrefixPattern> of(String word, String low, String high) {
        if (word.indexOf('/') <= 0 || word.startsWith("\"")) {
            return Optional.empty();
        }
        char last = word.charAt(word.length() - 1);
        boolean open = last == '+' || last == '-';
        try {
            var prefix = Prefix.parse(open ? word.substring(0, word.length() - 1) : word);
            return Optional.of(new PrefixPattern(
                    prefix,
                    last == '-' ? 0 : number(low, prefix.length()),
                    last == '+' ? prefix.family().bits() : number(high, prefix.length())));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    private static int number(String digits, int otherwise) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : otherwise;
    }
}
