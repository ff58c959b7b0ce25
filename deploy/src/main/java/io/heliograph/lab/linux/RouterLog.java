package io.heliograph.lab.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Router1's bgpd says of the updates that it receives.
///
/// FRR 8.4 keeps a received route for 50 ms in bgpd's queue and for 10 ms in zebra's before the kernel has it; these
/// are constants of its own. The arrival of the update is where Heliograph's part ends.
public record RouterLog(Path file) {
    /// `2026/11/25 05:15:30.212893 BGP: [YCKEM-GB33T] 2001:db8::11(Unknown) rcvd 2001:db8:7::/64 IPv6 unicast`
    private static final Pattern RECEIVED =
            Pattern.compile("(\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{6}) BGP: .* rcvd (\\S+) IPv6 unicast.*");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS");

    /// When the prefix first came from any peer, at `since` or later; empty when it did not. Throws
    /// [java.io.UncheckedIOException] when the log cannot be read.
    public Optional<Instant> received(String prefix, Instant since) {
        try (var lines = Files.lines(file)) {
            return lines.map(RECEIVED::matcher)
                    .filter(line -> line.matches() && line.group(2).equals(prefix))
                    .map(line -> LocalDateTime.parse(line.group(1), TIME)
                            .atZone(ZoneId.systemDefault())
                            .toInstant())
                    .filter(at -> !at.isBefore(since))
                    .findFirst();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
