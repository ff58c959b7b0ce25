package io.heliograph.rragent.kafka;

import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What waits to be written. Of a state only the latest per key waits; of events each, up to a limit. Safe for all
/// threads.
final class Outbox {
    /// A fleet of 10,000 hosts may lose every session and win it back without the bus.
    static final int MAX_EVENTS = 20_000;

    /// @param number in the order of arrival
    /// @param state whether a later one of the same key replaces it
    /// @param trace of the change that the event is part of
    record Letter(long number, String key, Object event, boolean state, Optional<TraceContext> trace) {}

    private final Map<String, Letter> states = new LinkedHashMap<>();
    private final TreeMap<Long, Letter> events = new TreeMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private long last;
    private long dropped;

    synchronized void state(Object event) {
        var letter = letter(event, true, Optional.empty());
        states.put(letter.key(), letter);
        newest.put(letter.key(), letter.number());
        notifyAll();
    }

    void event(Object event) {
        event(event, Optional.empty());
    }

    synchronized void event(Object event, Optional<TraceContext> trace) {
        var letter = letter(event, false, trace);
        events.put(letter.number(), letter);
        bound();
        notifyAll();
    }

    private Letter letter(Object event, boolean state, Optional<TraceContext> trace) {
        last++;
        return new Letter(last, EventType.of(event) + " " + Keys.of(event), event, state, trace);
    }

    private void bound() {
        while (events.size() > MAX_EVENTS) {
            events.pollFirstEntry();
            dropped++;
        }
    }

    /// Takes back what could not be written: an event in its place, a state unless there was a newer one since.
    synchronized void giveBack(Letter letter) {
        if (!letter.state()) {
            events.put(letter.number(), letter);
            bound();
        } else if (newest.getOrDefault(letter.key(), 0L) == letter.number()) {
            states.put(letter.key(), letter);
        }
        notifyAll();
    }

    /// The next letter, events first; waits for one up to so many milliseconds.
    synchronized Optional<Letter> take(long millis) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (states.isEmpty() && events.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        if (!events.isEmpty()) {
            return Optional.of(events.pollFirstEntry().getValue());
        }
        var first = states.values().iterator();
        var letter = first.next();
        first.remove();
        return Optional.of(letter);
    }

    synchronized int waiting() {
        return states.size() + events.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
