package io.heliograph.birdcontrol.brake;

import java.time.Duration;

/// How much may be lost without a person's word.
///
/// @param share of what there is, from 0 to 1
/// @param least fewer than this are never held
/// @param window losses that are this close together count as one
public record BrakeLimits(double share, int least, Duration window) {
    public static final BrakeLimits USUAL = new BrakeLimits(0.2, 5, Duration.ofMinutes(10));

    public BrakeLimits {
        if (!(share >= 0 && share <= 1) || least < 1 || window.isNegative()) {
            throw new IllegalArgumentException("the brake's share is " + share + ", its least " + least
                    + ", its window " + window + ": expected a share from 0 to 1, at least 1, and a time");
        }
    }

    boolean exceeded(int lost, int base) {
        return lost >= least && lost > share * base;
    }
}
