package io.heliograph.birdcontrol.reply;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Puts replies together from the bytes of one connection, however they are cut.
///
/// ```
/// 1002-h_a  BGP  ---  up  …     CODE-text   more follows
///  h_b  BGP  ---  start  …      space       the code of the line before
/// +h_a: State changed to up     +           belongs to no command; stands anywhere, inside answers too
/// 0000 text                     CODE text   the last line
/// ```
/// Not safe for several threads: each connection has its own.
public final class ReplyAssembler {
    /// The longest line; BIRD itself writes at most 512 bytes for a reply and 4 KB for an echoed log line.
    public static final int MAX_LINE_BYTES = 64 << 10;

    /// The most lines of one answer: 20 lines of details for each of 100,000 protocols.
    public static final int MAX_LINES = 2_000_000;

    private static final int CODE_DIGITS = 4;

    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private List<BirdReply.Line> lines = new ArrayList<>();
    private boolean broken;

    /// Takes the next bytes and gives what they complete, in order.
    public List<BirdOutput> accept(byte[] bytes, int offset, int length) {
        var complete = new ArrayList<BirdOutput>();
        int from = offset;
        for (int i = offset; i < offset + length && !broken; i++) {
            if (bytes[i] == '\n') {
                partial.write(bytes, from, i - from);
                from = i + 1;
                line(partial.toString(StandardCharsets.UTF_8), complete);
                partial.reset();
            }
        }
        if (!broken) {
            partial.write(bytes, from, offset + length - from);
            if (partial.size() > MAX_LINE_BYTES) {
                garbage("a line of more than " + MAX_LINE_BYTES + " bytes", complete);
            }
        }
        return complete;
    }

    /// Whether an answer has begun and not ended: a connection that closes now closes in the middle of it.
    public boolean isInsideAnswer() {
        return !lines.isEmpty() || partial.size() > 0;
    }

    private void line(String line, List<BirdOutput> complete) {
        if (line.startsWith("+")) {
            complete.add(new BirdOutput.Asynchronous(line.substring(1)));
        } else if (line.startsWith(" ")) {
            continuation(line.substring(1), complete);
        } else {
            numbered(line, complete);
        }
    }

    private void continuation(String text, List<BirdOutput> complete) {
        if (lines.isEmpty()) {
            garbage("a continuation of nothing: " + text, complete);
        } else {
            add(lines.getLast().code(), text, complete);
        }
    }

    private void numbered(String line, List<BirdOutput> complete) {
        int code = codeOf(line);
        boolean last = line.length() == CODE_DIGITS || (line.length() > CODE_DIGITS && line.charAt(CODE_DIGITS) == ' ');
        boolean more = line.length() > CODE_DIGITS && line.charAt(CODE_DIGITS) == '-';
        if (code < 0 || (!last && !more)) {
            garbage("a line without a code: " + line, complete);
            return;
        }
        add(code, line.substring(Math.min(line.length(), CODE_DIGITS + 1)), complete);
        if (last && !broken) {
            complete.add(new BirdOutput.Answer(new BirdReply(code, lines)));
            lines = new ArrayList<>();
        }
    }

    private static int codeOf(String line) {
        if (line.length() < CODE_DIGITS) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            code = code * 10 + (c - '0');
        }
        return code;
    }

    private void add(int code, String text, List<BirdOutput> complete) {
        if (lines.size() >= MAX_LINES) {
            garbage("an answer of more than " + MAX_LINES + " lines", complete);
        } else {
            lines.add(new BirdReply.Line(code, text));
        }
    }

    private void garbage(String why, List<BirdOutput> complete) {
        broken = true;
        complete.add(new BirdOutput.Garbage(why));
    }
}
