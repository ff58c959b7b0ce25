package io.heliograph.birdcontrol.reply;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The answer to `show route count`: ` 7 of 7 routes for 7 networks in table master6` for each table.
public final class RouteCount {
    private static final Pattern TABLE = Pattern.compile(".* for (\\d{1,9}) networks in table .*");

    private RouteCount() {}

    /// How many networks all tables hold; empty where the answer does not say.
    public static OptionalInt networks(BirdReply reply) {
        var counts = reply.lines().stream()
                .map(BirdReply.Line::text)
                .flatMap(text -> Stream.of(TABLE.matcher(text)))
                .filter(java.util.regex.Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .toArray();
        return counts.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of(java.util.Arrays.stream(counts).sum());
    }
}
