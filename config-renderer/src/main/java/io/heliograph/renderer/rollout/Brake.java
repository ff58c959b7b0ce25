package io.heliograph.renderer.rollout;

import java.time.Duration;

/// How much a node may lose without a person's word: a share of what it has, by one revision or by several within
/// a while. What agents count before they apply is another brake, in other code: neither trusts the other.
///
/// @param percent the share of the sessions, and of the prefixes, that may go
/// @param atLeast may go from a small node too: one host of two is removed on purpose more often than by accident
/// @param window for how long a loss counts
public record Brake(int percent, int atLeast, Duration window) {
    public static final Brake DEFAULT = new Brake(20, 5, Duration.ofMinutes(10));

    private static final int ALL = 100;

    public Brake {
        if (percent < 0 || percent > ALL || atLeast < 0 || window.isNegative()) {
            throw new IllegalArgumentException("percent " + percent + ", at least " + atLeast + ", within " + window);
        }
    }

    /// One revision's loss, and what it is measured by.
    ///
    /// @param had what the node was given last
    /// @param spent what it lost within the window before
    /// @param lastPeers whether no peer is left that matters: the reflector's last host, the host's last reflector
    public record Loss(Extent had, Extent spent, Extent loss, boolean lastPeers) {}

    /// Whether it is more than may go.
    ///
    /// To take away the last peers of several within the window is always too much, however small the fleet: an
    /// empty inventory looks like that.
    public boolean holds(Loss revision) {
        var before = revision.had().plus(revision.spent());
        var after = revision.loss().plus(revision.spent());
        return exceeds(revision.loss().sessions(), after.sessions(), before.sessions())
                || exceeds(revision.loss().prefixes(), after.prefixes(), before.prefixes())
                || (revision.lastPeers() && revision.loss().sessions() > 0 && after.sessions() > 1);
    }

    /// Whether the revision would be held even if nothing had been lost before it: then waiting does not help.
    public boolean holdsByItself(Loss revision) {
        return holds(new Loss(revision.had(), Extent.NOTHING, revision.loss(), revision.lastPeers()));
    }

    private boolean exceeds(int loss, int lostInAll, int had) {
        return loss > 0 && lostInAll > limit(had);
    }

    private int limit(int had) {
        return (int) Math.max(atLeast, (long) had * percent / ALL);
    }

    /// The danger of letting a loss happen, as one word that a person repeats to accept it.
    public static String risk(Extent loss) {
        if (loss.isNothing()) {
            return "skip-the-wave";
        }
        return loss.prefixes() >= loss.sessions()
                ? "withdraw-" + loss.prefixes() + "-prefixes"
                : "end-" + loss.sessions() + "-sessions";
    }
}
