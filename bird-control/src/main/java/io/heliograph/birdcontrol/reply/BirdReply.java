package io.heliograph.birdcontrol.reply;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole answer to one command.
///
/// @param code the number of the last line, which decides
/// @param lines every line, the last one included
public record BirdReply(int code, List<Line> lines) {
    /// One line; a continuation has the number of the line before it.
    public record Line(int code, String text) {}

    public BirdReply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
    }

    /// A reply of one line.
    public static BirdReply of(int code, String text) {
        return new BirdReply(code, List.of(new Line(code, text)));
    }

    public boolean isError() {
        return ReplyCode.kindOf(code) == ReplyCode.Kind.ERROR;
    }

    public boolean is(ReplyCode expected) {
        return code == expected.number();
    }

    /// The text of the last line.
    public String text() {
        return lines.getLast().text();
    }

    /// The texts of the lines with that number.
    public Stream<String> texts(ReplyCode wanted) {
        return lines.stream().filter(line -> line.code() == wanted.number()).map(Line::text);
    }

    /// The text of the first line with that number.
    public Optional<String> first(ReplyCode wanted) {
        return texts(wanted).findFirst();
    }

    /// `0003 Reconfigured`: the last line as BIRD sent it.
    @Override
    public String toString() {
        return "%04d %s".formatted(code, text());
    }
}
