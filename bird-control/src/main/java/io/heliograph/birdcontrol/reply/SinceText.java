package io.heliograph.birdcontrol.reply;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// BIRD's `Since` column with `timeformat protocol iso long ms`, in the local time of the machine.
public final class SinceText {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS]", Locale.ROOT);

    private SinceText() {}

    /// Empty where BIRD was told to write another format: a time of day without its date is no instant.
    public static Optional<Instant> parse(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text, LONG).atZone(zone).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
