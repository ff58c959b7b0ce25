package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.event.BirdComplaint;
import java.util.List;
import java.util.regex.Pattern;

/// What BIRD answers to `configure`, `configure check`, `configure confirm` and `configure undo`.
public sealed interface ConfigureAnswer {
    /// `0020`: the file is readable; nothing has changed.
    record ReadableConfig() implements ConfigureAnswer {}

    /// `0003`: done, and no protocol had to stop for it.
    record Done() implements ConfigureAnswer {}

    /// `0004`, `0005`: taken, and protocols are still being stopped or restarted for it.
    record Underway() implements ConfigureAnswer {}

    /// `0018`: what was on trial stays.
    record Confirmed() implements ConfigureAnswer {}

    /// `0019`: there is no trial that could be confirmed, no configuration that could be undone.
    record NothingToDo() implements ConfigureAnswer {}

    /// `8002`: BIRD does not read the file; nothing has changed.
    record Refused(BirdComplaint complaint) implements ConfigureAnswer {}

    /// Anything else: BIRD is shutting down, access is denied, or it is no BIRD that we know.
    record Unexpected(String text) implements ConfigureAnswer {}

    /// A place in a file; line and column are missing where the file itself is.
    Pattern PLACE = Pattern.compile("(.*?):(?:(\\d+):(\\d+))? (.*)");

    static ConfigureAnswer parse(BirdReply reply) {
        return switch (ReplyCode.of(reply.code()).orElse(ReplyCode.PARSE_ERROR)) {
            case CONFIG_OK -> new ReadableConfig();
            case RECONFIGURED -> new Done();
            case RECONFIGURATION_IN_PROGRESS, RECONFIGURATION_QUEUED -> new Underway();
            case CONFIG_CONFIRMED -> new Confirmed();
            case NOTHING_TO_DO -> new NothingToDo();
            case CONFIG_FILE_ERROR -> new Refused(complaint(reply.text()));
            default -> new Unexpected(reply.toString());
        };
    }

    private static BirdComplaint complaint(String text) {
        var matcher = PLACE.matcher(text);
        if (!matcher.matches()) {
            return new BirdComplaint("", 0, 0, text, List.of());
        }
        return new BirdComplaint(
                matcher.group(1), number(matcher.group(2)), number(matcher.group(3)), matcher.group(4), List.of());
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
