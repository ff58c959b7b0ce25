package io.heliograph.birdcontrol.reply;

import java.util.Optional;

/// The answer to `show status`.
///
/// @param versionText BIRD's version as it says it, with whatever a packager added
/// @param lastReboot when this process began, in BIRD's own words (they follow `timeformat base`)
/// @param lastReconfiguration when the active configuration was loaded; an undo sets it back
/// @param gracefulRestart whether a recovery by graceful restart is under way
public record DaemonStatus(
        String versionText,
        Optional<BirdVersion> version,
        String routerId,
        String hostname,
        String lastReboot,
        String lastReconfiguration,
        boolean gracefulRestart,
        Phase phase) {
    /// What the daemon does.
    public enum Phase {
        RUNNING,
        RECONFIGURING,
        SHUTTING_DOWN
    }

    /// Reads what it can; a field that BIRD does not show is empty.
    public static DaemonStatus parse(BirdReply reply) {
        var banner = reply.first(ReplyCode.VERSION).orElse("");
        return new DaemonStatus(
                banner.startsWith("BIRD ") ? banner.substring("BIRD ".length()).strip() : banner,
                BirdVersion.in(banner),
                field(reply, "Router ID is "),
                field(reply, "Hostname is "),
                field(reply, "Last reboot on "),
                field(reply, "Last reconfiguration on "),
                reply.first(ReplyCode.GRACEFUL_RESTART_STATUS).isPresent(),
                phaseOf(reply.text()));
    }

    private static String field(BirdReply reply, String label) {
        return reply.texts(ReplyCode.UPTIME)
                .filter(text -> text.startsWith(label))
                .map(text -> text.substring(label.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static Phase phaseOf(String text) {
        if (text.startsWith("Shutdown")) {
            return Phase.SHUTTING_DOWN;
        }
        return text.startsWith("Reconfiguration") ? Phase.RECONFIGURING : Phase.RUNNING;
    }
}
