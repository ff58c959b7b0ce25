package io.heliograph.renderer.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was lost lately and has not come back, for the brake's window; in slices of time, so that a busy fleet does
/// not make it long.
///
/// What is gained pays for what was lost before it: networks that come and go all day add up to nothing. It is no
/// credit for what is lost after it: a fleet that has just grown can still be eaten away.
///
/// @param slices the oldest first
public record Spending(List<Slice> slices) {
    public static final Spending NONE = new Spending(List.of());

    private static final Duration SLICE = Duration.ofSeconds(5);

    /// What was gained within a few seconds, and what was lost in them after that.
    ///
    /// @param until when the last of it was: all of it counts from then
    /// @param gained what pays for losses before the slice; what paid for one within it is in neither
    public record Slice(Instant from, Instant until, Extent lost, Extent gained) {
        /// A gain pays for what the slice has lost before it, then for what was lost before the slice.
        Slice then(Extent loss, Extent gain, Instant now) {
            return new Slice(
                    from,
                    now,
                    lost.minus(gain).orNothing().plus(loss),
                    gained.plus(gain.minus(lost).orNothing()));
        }
    }

    public Spending {
        slices = List.copyOf(slices);
    }

    /// With one more loss and gain, and without what no longer counts.
    public Spending plus(Extent loss, Extent gain, Instant now, Duration window) {
        var kept = new ArrayList<>(within(now, window));
        if (!kept.isEmpty() && now.isBefore(kept.getLast().from().plus(SLICE))) {
            var last = kept.removeLast();
            kept.add(last.then(loss.minus(gain).orNothing(), gain.minus(loss).orNothing(), now));
        } else {
            kept.add(new Slice(
                    now, now, loss.minus(gain).orNothing(), gain.minus(loss).orNothing()));
        }
        return new Spending(kept);
    }

    public Extent lost(Instant now, Duration window) {
        var balance = Extent.NOTHING;
        for (var slice : within(now, window)) {
            balance = balance.minus(slice.gained()).orNothing().plus(slice.lost());
        }
        return balance;
    }

    /// When the oldest of what counts will count no longer.
    public Optional<Instant> nextRelief(Instant now, Duration window) {
        return within(now, window).stream()
                .findFirst()
                .map(slice -> slice.until().plus(window));
    }

    private List<Slice> within(Instant now, Duration window) {
        return slices.stream()
                .filter(slice -> slice.until().plus(window).isAfter(now))
                .toList();
    }
}
