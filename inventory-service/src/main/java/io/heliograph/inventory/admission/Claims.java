package io.heliograph.inventory.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who uses a value that must be used once only, such as an address. While the topic is read again a value may
/// have two users for a moment; both are kept, so that the end does not depend on the order.
final class Claims<K> {
    private final Map<K, SortedSet<String>> users = new HashMap<>();

    void add(K value, String user) {
        users.computeIfAbsent(value, _ -> new TreeSet<>()).add(user);
    }

    void remove(K value, String user) {
        users.computeIfPresent(value, (_, names) -> {
            names.remove(user);
            return names.isEmpty() ? null : names;
        });
    }

    /// The first user of a value, other than `self`.
    Optional<String> otherThan(String self, K value) {
        return Optional.ofNullable(users.get(value))
                .flatMap(names ->
                        names.stream().filter(name -> !name.equals(self)).findFirst());
    }
}
