package io.heliograph.lab.chaos;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;

/// BIRD's text as a stranger reads it: blocks that begin at the margin and end with a brace there.
public final class BirdText {
    /// BIRD computes its times anew for each answer from two clocks that waver by a millisecond.
    private static final Duration WAVER = Duration.ofMillis(20);

    private BirdText() {}

    /// Whether two times that BIRD shows are the same.
    static boolean isSameTime(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            return Duration.between(time(one), time(other)).abs().compareTo(WAVER) <= 0;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static LocalDateTime time(String shown) {
        return LocalDateTime.parse(shown.replace(' ', 'T'));
    }

    /// What is left of a reflector's text without the blocks of single hosts, which are those that are made `from` a
    /// template. What changes here touches more sessions than one.
    public static String shared(String text) {
        var shared = new StringBuilder();
        boolean single = false;
        for (var line : text.lines().toList()) {
            if (line.startsWith("protocol bgp ") && line.contains(" from ")) {
                single = !line.endsWith("}");
                continue;
            }
            if (!single && !line.startsWith("#") && !line.isBlank()) {
                shared.append(line).append('\n');
            }
            if (line.startsWith("}")) {
                single = false;
            }
        }
        return shared.toString();
    }
}
