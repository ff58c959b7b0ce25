package io.heliograph.renderer.rollout;

/// How much a node has, or loses: sessions with peers, and prefixes that it accepts or announces.
public record Extent(int sessions, int prefixes) {
    public static final Extent NOTHING = new Extent(0, 0);

    public Extent plus(Extent other) {
        return new Extent(sessions + other.sessions, prefixes + other.prefixes);
    }

    public Extent minus(Extent other) {
        return new Extent(sessions - other.sessions, prefixes - other.prefixes);
    }

    /// With nothing in place of what is negative.
    Extent orNothing() {
        return new Extent(Math.max(0, sessions), Math.max(0, prefixes));
    }

    public boolean isNothing() {
        return sessions == 0 && prefixes == 0;
    }
}
