package io.heliograph.inventory.query;

import io.heliograph.fleet.reason.InvalidValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// How a list of answers is searched, narrowed, sorted and cut into pages.
///
/// @param words what a search looks through
/// @param trouble whether an answer is not as it should be
/// @param orders by the name of the field
public record Listing<T>(Function<T, String> words, Predicate<T> trouble, Map<String, Comparator<T>> orders) {
    public static final int MAX_LIMIT = 1_000;

    /// What somebody wants of a list.
    ///
    /// @param q a part of a name, in any case
    /// @param trouble only what is not as it should be
    /// @param sort a field, with `-` before it for the other direction
    /// @param limit at most so many; empty: all
    /// @param offset leave out so many first
    public record Wish(
            Optional<String> q,
            Optional<Boolean> trouble,
            Optional<String> sort,
            Optional<Integer> limit,
            Optional<Integer> offset) {
        public Wish {
            limit.filter(number -> number < 1 || number > MAX_LIMIT).ifPresent(number -> {
                throw InvalidValue.field("limit", number, "1 to " + MAX_LIMIT);
            });
            offset.filter(number -> number < 0).ifPresent(number -> {
                throw InvalidValue.field("offset", number, "0 or more");
            });
        }
    }

    /// A part of a list.
    ///
    /// @param total how many there are in all pages
    public record Page<T>(List<T> rows, int total) {}

    /// The part of a list that is wanted.
    ///
    /// @throws InvalidValue for an order that there is not
    public Page<T> page(List<T> all, Wish wish) {
        var order = wish.sort().map(this::order);
        var word = wish.q().map(text -> text.strip().toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty());
        var found = all.stream()
                .filter(row -> word.isEmpty()
                        || words.apply(row).toLowerCase(Locale.ROOT).contains(word.get()))
                .filter(row -> !wish.trouble().orElse(false) || trouble.test(row))
                .toList();
        var sorted = order.map(by -> found.stream().sorted(by).toList()).orElse(found);
        int from = Math.min(wish.offset().orElse(0), sorted.size());
        int to = Math.min(from + wish.limit().orElse(sorted.size()), sorted.size());
        return new Page<>(sorted.subList(from, to), sorted.size());
    }

    private Comparator<T> order(String sort) {
        boolean down = sort.startsWith("-");
        var order = orders.get(down ? sort.substring(1) : sort);
        if (order == null) {
            throw InvalidValue.field(
                    "sort", sort, orders.keySet().stream().sorted().toList().toString());
        }
        return down ? order.reversed() : order;
    }
}
