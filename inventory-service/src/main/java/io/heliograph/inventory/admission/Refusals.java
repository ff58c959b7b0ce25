package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Each record that cannot be read becomes one dead letter, however often the inventory starts and reads it again.
public final class Refusals {
    /// A dead letter is kept for so long; what is older than that is not told again.
    static final Duration KEPT = Duration.ofDays(30);

    /// Unreadable records that are remembered until the topics are read to their ends; the first ones count.
    static final int MAX_PENDING = 10_000;

    /// How much of a record's value is shown, in characters.
    public static final int MAX_PAYLOAD = 4096;

    /// The origin in our letters.
    public static final String ORIGIN = "inventory";

    private final Set<String> told = new HashSet<>();
    private final List<DeadLetter> pending = new ArrayList<>();

    /// Takes a letter that was written before.
    public void recall(DeadLetter letter) {
        told.add(place(letter));
    }

    /// Keeps a letter until it is known which were written before.
    public void keep(DeadLetter letter) {
        if (pending.size() < MAX_PENDING) {
            pending.add(letter);
        }
    }

    /// The letters to write once the topics are read to their ends.
    public List<DeadLetter> begin(Instant now) {
        var fresh = pending.stream()
                .filter(letter -> letter.at().plus(KEPT).isAfter(now))
                .filter(letter -> told.add(place(letter)))
                .toList();
        pending.clear();
        return fresh;
    }

    /// Whether a letter is to be written, after the beginning.
    public boolean isNews(DeadLetter letter) {
        return told.add(place(letter));
    }

    private static String place(DeadLetter letter) {
        return letter.topic() + "/" + letter.partition() + "/" + letter.offset();
    }

    /// Only reports are refused by the inventory; whoever writes the other topics reads them too.
    public static boolean isOurs(Topic topic) {
        return topic == Topic.HOST_REPORTS;
    }
}
