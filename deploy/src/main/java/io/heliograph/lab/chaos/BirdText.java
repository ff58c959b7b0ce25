package io.heliograph.lab.chaos;

/// BIRD's text as a stranger reads it: blocks that begin at the margin and end with a brace there.
public final class BirdText {
    private BirdText() {}

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
