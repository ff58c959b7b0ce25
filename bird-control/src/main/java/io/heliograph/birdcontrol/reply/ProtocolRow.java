package io.heliograph.birdcontrol.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of `show protocols`.
///
/// @param name the protocol's name in the configuration
/// @param kind `BGP`, `Static`, `Kernel`, `Device`, …
/// @param table its table, empty where it has several or none (`---`)
/// @param state `start`, `up`, `down`, `stop` or `flush`
/// @param since when that state began, as the configured `timeformat` writes it
/// @param info for BGP its state and, after blanks, the last error
public record ProtocolRow(String name, String kind, Optional<String> table, String state, String since, String info) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{2}-\\d{4}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
    private static final int SINCE = 4;

    /// Every protocol of an answer to `show protocols`; lines that are none are left out.
    public static List<ProtocolRow> listing(BirdReply reply) {
        var rows = new ArrayList<ProtocolRow>(reply.lines().size());
        for (var line : reply.lines()) {
            if (line.code() == ReplyCode.PROTOCOL_LIST.number()) {
                parse(line.text()).ifPresent(rows::add);
            }
        }
        return List.copyOf(rows);
    }

    /// Columns are of a least width, so only blanks separate them.
    static Optional<ProtocolRow> parse(String line) {
        var columns = line.strip().split("\\s+", SINCE + 1);
        if (columns.length <= SINCE) {
            return Optional.empty();
        }
        var since = columns[SINCE];
        int end = word(since, 0);
        int next = blanks(since, end);
        int afterNext = word(since, next);
        // A date and a time of day, or, as some time formats have it, one of the two.
        if (DATE.matcher(since.substring(0, end)).matches()
                && TIME.matcher(since.substring(next, afterNext)).matches()) {
            end = afterNext;
            next = blanks(since, end);
        }
        return Optional.of(new ProtocolRow(
                columns[0],
                columns[1],
                columns[2].equals("---") ? Optional.empty() : Optional.of(columns[2]),
                columns[3],
                since.substring(0, end),
                since.substring(next).strip()));
    }

    private static int word(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != ' ') {
            i++;
        }
        return i;
    }

    private static int blanks(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    public boolean isBgp() {
        return kind.equals("BGP");
    }

    public boolean isUp() {
        return state.equals("up");
    }

    public boolean isEstablished() {
        return isUp() && bgpState().equals(Optional.of(BgpState.ESTABLISHED));
    }

    /// The state of the BGP session; empty for other protocols, and for a protocol that is disabled.
    public Optional<BgpState> bgpState() {
        return isBgp() ? BgpState.of(info.substring(0, word(info, 0))) : Optional.empty();
    }

    /// The last error in BIRD's words: `BGP Error: Bad peer AS`, `Socket: Connection refused`,
    /// `Received: Administrative shutdown`, …; empty where there was none.
    public String lastError() {
        return bgpState().isPresent() ? info.substring(word(info, 0)).strip() : "";
    }
}
