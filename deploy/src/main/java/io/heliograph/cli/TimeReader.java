package io.heliograph.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/// Times as people write them: `2026-03-01T12:00:00Z`, with an offset, or how long ago: `90s`, `1h`.
final class TimeReader {
    private TimeReader() {}

    static Optional<Instant> read(String text, Instant now) {
        try {
            return Optional.of(now.minus(new DurationReader().convert(text)));
        } catch (TypeConversionException _) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }
}
