package io.heliograph.inventory.stream;

import io.heliograph.inventory.stream.Board.News;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last events, for those who were away for a moment. Used by one thread.
///
/// An id is `generation-number`: a number of another process, or of a time when nobody counted, says nothing here.
public final class EventLog {
    private final String generation;
    private final int capacity;
    private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();
    private long last;

    /// @param generation unlike that of any other log
    /// @param capacity how many events are kept
    public EventLog(String generation, int capacity) {
        this.generation = generation;
        this.capacity = capacity;
    }

    /// Numbers what is new, in order.
    public List<StreamEvent> append(List<News> news) {
        var numbered = new ArrayList<StreamEvent>(news.size());
        for (var piece : news) {
            var event = new StreamEvent(++last, piece);
            numbered.add(event);
            events.addLast(event);
            if (events.size() > capacity) {
                events.removeFirst();
            }
        }
        return numbered;
    }

    /// The id of the newest event.
    public String lastId() {
        return id(last);
    }

    public String id(long number) {
        return generation + "-" + number;
    }

    /// What came after an event; empty when that cannot be said any more, and the state must be read anew.
    public Optional<List<StreamEvent>> since(String id) {
        if (!id.startsWith(generation + "-")) {
            return Optional.empty();
        }
        long number;
        try {
            number = Long.parseLong(id.substring(generation.length() + 1));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        boolean known = number <= last && number >= last - events.size();
        return known
                ? Optional.of(
                        events.stream().filter(event -> event.number() > number).toList())
                : Optional.empty();
    }
}
