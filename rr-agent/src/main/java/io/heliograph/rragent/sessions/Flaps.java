package io.heliograph.rragent.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// When a session went down, of late.
record Flaps(List<Instant> losses) {
    static final Flaps NONE = new Flaps(List.of());

    static final Duration WITHIN = Duration.ofHours(1);

    /// More are not counted: the session is broken enough.
    static final int MOST = 1_000;

    Flaps {
        losses = List.copyOf(losses);
    }

    Flaps lost(Instant now) {
        var recent = losses.stream().filter(at -> at.isAfter(now.minus(WITHIN))).toList();
        return new Flaps(Stream.concat(recent.stream().skip(Math.max(0, recent.size() + 1 - MOST)), Stream.of(now))
                .toList());
    }

    int count(Instant now) {
        return Math.toIntExact(
                losses.stream().filter(at -> at.isAfter(now.minus(WITHIN))).count());
    }
}
