package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.DaemonStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/// One loading of a configuration by one BIRD process, as BIRD shows it: its *last reconfiguration* changes with
/// every load, by whomever, with every restart and with every undo.
///
/// @param reconfigured BIRD's *last reconfiguration*
/// @param rebooted BIRD's *last reboot*; empty where it was not noted
public record Load(String reconfigured, String rebooted) {
    /// BIRD computes both anew for each answer from two clocks that waver.
    private static final Duration WAVER = Duration.ofMillis(5);

    /// With `timeformat base iso long` there are no fractions.
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final int FRACTION = 20;

    static Load in(DaemonStatus status) {
        return new Load(status.lastReconfiguration(), status.lastReboot());
    }

    /// Whether nothing was loaded in between. A clock that is set moves both times by as much.
    boolean isSame(Load other) {
        return near(reconfigured, other.reconfigured) || (isLater() && other.isLater() && near(age(), other.age()));
    }

    /// Whether it was the same process, so that whatever was loaded in between was loaded by somebody's order.
    boolean isSameProcess(Load other) {
        return !rebooted.isEmpty() && near(rebooted, other.rebooted);
    }

    /// Loaded by an order and not at the start: only then does the time between the two tell loads apart.
    private boolean isLater() {
        return reconfigured.length() >= FRACTION
                && age().filter(it -> it.compareTo(WAVER.multipliedBy(20)) > 0).isPresent();
    }

    private Optional<Duration> age() {
        var from = instant(rebooted);
        var to = instant(reconfigured);
        return from.isPresent() && to.isPresent()
                ? Optional.of(Duration.between(from.get(), to.get()))
                : Optional.empty();
    }

    private static boolean near(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent()
                && other.isPresent()
                && one.get().minus(other.get()).abs().compareTo(WAVER) <= 0;
    }

    private static boolean near(String one, String other) {
        var first = instant(one);
        var second = instant(other);
        if (first.isEmpty() || second.isEmpty()) {
            return one.equals(other);
        }
        var tolerance = one.length() >= FRACTION && other.length() >= FRACTION ? WAVER : SECOND;
        return Duration.between(first.get(), second.get()).abs().compareTo(tolerance) <= 0;
    }

    private static Optional<LocalDateTime> instant(String shown) {
        try {
            return Optional.of(LocalDateTime.parse(shown.replace(' ', 'T')));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
