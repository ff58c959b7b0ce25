package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answer to `show route`, with or without `all`, of BIRD 2 and 3.
///
/// ```
/// 1007-Table master6:
///  2001:db8:a::/64      unicast [h_up 2026-11-23 23:11:30.294 from fd00::2] * (100) [i]
///  	via fd01::99 on eth0
/// 1012-	BGP.next_hop: fd01::99
/// ```
/// A further route of the same prefix has blanks in its place.
public final class RouteListing {
    private static final String TABLE = "Table ";
    private static final Pattern ROUTE = Pattern.compile(
            "(\\S+)?\\s+(unicast|unreachable|blackhole|prohibit|\\S+)\\s+\\[(\\S+)\\s+([^\\]]*?)(?:\\s+from\\s+(\\S+?))?\\](\\s+\\*)?.*");
    private static final Pattern NEXT_HOP = Pattern.compile("via\\s+(\\S+)(?:\\s+on\\s+(\\S+))?.*|dev\\s+(\\S+).*");

    private final List<Route> routes = new ArrayList<>();
    private final List<Route.NextHop> nextHops = new ArrayList<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private String table = "";
    private Optional<Prefix> prefix = Optional.empty();
    private Optional<Matcher> head = Optional.empty();

    private RouteListing() {}

    /// Every route of the answer, in BIRD's order. No route at all is an empty list, whether BIRD says so with
    /// an empty answer or with an error (`8001 Network not found`).
    public static List<Route> parse(BirdReply reply) {
        var listing = new RouteListing();
        for (var line : reply.lines()) {
            if (line.code() == ReplyCode.ROUTE_LIST.number()) {
                listing.route(line.text());
            } else if (line.code() == ReplyCode.ROUTE_ATTRIBUTES.number()
                    || line.code() == ReplyCode.ROUTE_DETAILS.number()) {
                listing.attribute(line.text().strip());
            }
        }
        listing.finish();
        return List.copyOf(listing.routes);
    }

    private void route(String line) {
        if (line.startsWith(TABLE)) {
            finish();
            var name = line.substring(TABLE.length()).strip();
            table = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
            prefix = Optional.empty();
        } else if (line.startsWith("\t")) {
            nextHop(line.strip());
        } else {
            begin(line);
        }
    }

    private void begin(String line) {
        finish();
        var matcher = ROUTE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        if (matcher.group(1) != null) {
            prefix = prefixOf(matcher.group(1));
        }
        head = Optional.of(matcher);
    }

    private static Optional<Prefix> prefixOf(String text) {
        try {
            return Optional.of(Prefix.parse(text));
        } catch (InvalidValue _) {
            // A table of another kind, say flow specifications: none of ours.
            return Optional.empty();
        }
    }

    private void nextHop(String text) {
        var matcher = NEXT_HOP.matcher(text);
        if (!matcher.matches()) {
            return;
        }
        var device = Optional.ofNullable(matcher.group(2)).or(() -> Optional.ofNullable(matcher.group(3)));
        var address = Optional.ofNullable(matcher.group(1)).flatMap(RouteListing::addressOf);
        nextHops.add(new Route.NextHop(address, device));
    }

    private static Optional<IpAddress> addressOf(String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    private void attribute(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            attributes.put(text.substring(0, colon), text.substring(colon + 1).strip());
        }
    }

    private void finish() {
        if (head.isPresent() && prefix.isPresent()) {
            var matcher = head.get();
            routes.add(new Route(
                    table,
                    prefix.get(),
                    matcher.group(2),
                    matcher.group(3),
                    matcher.group(4).strip(),
                    Optional.ofNullable(matcher.group(5)),
                    matcher.group(6) != null,
                    nextHops,
                    attributes));
        }
        head = Optional.empty();
        nextHops.clear();
        attributes.clear();
    }
}
