package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A community that a route carries: a standard one of two numbers (RFC 1997), `65001:100`, or a large one of three
/// (RFC 8092), `65001:1:2`.
public sealed interface Community extends Comparable<Community> {
    /// Two numbers of two octets.
    record Standard(int high, int low) implements Community {
        @Override
        @JsonValue
        public String toString() {
            return high + ":" + low;
        }
    }

    /// Three numbers of four octets.
    record Large(long administrator, long first, long second) implements Community {
        @Override
        @JsonValue
        public String toString() {
            return administrator + ":" + first + ":" + second;
        }
    }

    /// Throws [InvalidValue] with `FIELD_INVALID` for anything else, leading zeros included: two ways to write one
    /// community would be a change that is none.
    @JsonCreator
    static Community parse(String text) {
        var parts = text.split(":", -1);
        return switch (parts.length) {
            case 2 -> new Standard((int) number(text, parts[0], 0xffff), (int) number(text, parts[1], 0xffff));
            case 3 ->
                new Large(
                        number(text, parts[0], 0xffff_ffffL),
                        number(text, parts[1], 0xffff_ffffL),
                        number(text, parts[2], 0xffff_ffffL));
            default -> throw invalid(text);
        };
    }

    private static long number(String text, String part, long most) {
        if (!part.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(part) > most) {
            throw invalid(text);
        }
        return Long.parseLong(part);
    }

    private static InvalidValue invalid(String text) {
        return InvalidValue.field(
                "communities", text, "65001:100 with numbers to 65535, or 65001:1:2 with numbers to 4294967295");
    }

    /// How many one list may hold.
    int MOST = 16;

    /// A list as it is kept: sorted, each once, and absent where it is empty.
    /// Throws [InvalidValue] with `FIELD_INVALID` for more than [#MOST].
    static Optional<List<Community>> tidy(String field, Optional<List<Community>> communities) {
        var tidied = communities.map(list -> list.stream().sorted().distinct().toList());
        if (tidied.filter(list -> list.size() > MOST).isPresent()) {
            throw InvalidValue.field(field, tidied.get().size(), "at most " + MOST);
        }
        return tidied.filter(list -> !list.isEmpty());
    }

    @Override
    default int compareTo(Community other) {
        return ORDER.compare(this, other);
    }

    /// Standard ones first, each kind by its numbers.
    Comparator<Community> ORDER = Comparator.comparing(Community::isLarge)
            .thenComparingLong(Community::leading)
            .thenComparingLong(Community::middle)
            .thenComparingLong(Community::last);

    private static boolean isLarge(Community community) {
        return community instanceof Large;
    }

    private static long leading(Community community) {
        return switch (community) {
            case Standard standard -> standard.high;
            case Large large -> large.administrator;
        };
    }

    private static long middle(Community community) {
        return switch (community) {
            case Standard standard -> standard.low;
            case Large large -> large.first;
        };
    }

    private static long last(Community community) {
        return switch (community) {
            case Standard _ -> 0;
            case Large large -> large.second;
        };
    }
}
