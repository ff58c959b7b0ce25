package io.heliograph.birdcontrol.reply;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The answer to `configure status`.
///
/// @param undoIn present while a configuration is on trial: how long until BIRD undoes it by itself
public record ConfigureStatus(Phase phase, Optional<Duration> undoIn) {
    /// Whether a reconfiguration is under way.
    public enum Phase {
        SETTLED,
        RECONFIGURING,
        SHUTTING_DOWN,
        UNKNOWN
    }

    private static final Pattern UNDO = Pattern.compile(".*undo in ([0-9.]+) s.*");
    private static final int NANOS_DIGITS = 9;

    public static ConfigureStatus parse(BirdReply reply) {
        return new ConfigureStatus(phaseOf(reply), undoOf(reply));
    }

    /// Whether a `configure` may be sent: none is under way, and none is on trial.
    public boolean isQuiet() {
        return phase == Phase.SETTLED && undoIn.isEmpty();
    }

    private static Phase phaseOf(BirdReply reply) {
        for (var line : reply.lines()) {
            switch (ReplyCode.of(line.code()).orElse(ReplyCode.OK)) {
                case RECONFIGURED -> {
                    return Phase.SETTLED;
                }
                case RECONFIGURATION_IN_PROGRESS, RECONFIGURATION_QUEUED -> {
                    return Phase.RECONFIGURING;
                }
                case RECONFIGURATION_IGNORED, SHUTDOWN_ORDERED -> {
                    return Phase.SHUTTING_DOWN;
                }
                default -> {
                    // The schedule of the undo, or a code of a later BIRD: says nothing of the phase.
                }
            }
        }
        return Phase.UNKNOWN;
    }

    private static Optional<Duration> undoOf(BirdReply reply) {
        return reply.first(ReplyCode.UNDO_SCHEDULED)
                .map(UNDO::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> seconds(matcher.group(1)));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(
                new java.math.BigDecimal(text).movePointRight(NANOS_DIGITS).longValue());
    }
}
