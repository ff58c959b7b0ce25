package io.heliograph.birdcontrol.reply;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The version of a BIRD, `2.0.12` or `3.1.8`.
public record BirdVersion(int major, int minor, int patch) implements Comparable<BirdVersion> {
    private static final BirdVersion OLDEST_2 = new BirdVersion(2, 0, 12);
    private static final BirdVersion OLDEST_3 = new BirdVersion(3, 1, 8);
    private static final Comparator<BirdVersion> ORDER = Comparator.comparingInt(BirdVersion::major)
            .thenComparingInt(BirdVersion::minor)
            .thenComparingInt(BirdVersion::patch);
    private static final Pattern WITHIN = Pattern.compile("BIRD\\s+(?:version\\s+)?v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    /// Finds it in a text, as the greeting `BIRD 2.0.12 ready.` or the first line of `show status`.
    public static Optional<BirdVersion> in(String text) {
        var matcher = WITHIN.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var patch = matcher.group(3);
        return Optional.of(new BirdVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
    }

    /// 2.0.12 and later, 3.1.8 and later: what stands between is either untested or known to crash.
    public boolean isSupported() {
        return compareTo(major < 3 ? OLDEST_2 : OLDEST_3) >= 0;
    }

    @Override
    public int compareTo(BirdVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
