package io.heliograph.birdcontrol.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A BGP session as BIRD will run it: what its templates say, then what its own block says.
///
/// @param options everything outside of the channels, in the order in which BIRD reads it
/// @param channels by address family
public record Session(Block block, List<Statement> options, Map<String, List<Statement>> channels) {
    /// Templates of templates of templates; a ring of them would have no end.
    private static final int MAX_PARENTS = 8;

    /// What BIRD takes over without ending the session (2.0.12 to 3.3: `bgp_reconfigure`, `channel_reconfigure`).
    private static final Set<String> HARMLESS = Set.of(
            "description",
            "bfd",
            "check link",
            "import",
            "export",
            "receive limit",
            "preference",
            "next hop keep",
            "next hop self",
            "debug");

    /// These begin like a harmless one and are none.
    private static final Set<String> HARMFUL = Set.of("import table", "export table", "import keep");

    static Session of(ConfigText text, Block block) {
        var options = new ArrayList<Statement>();
        var channels = new TreeMap<String, List<Statement>>();
        for (var part :
                chain(text, block).flatMap(it -> it.statement().body().stream()).toList()) {
            if (Block.isChannel(part)) {
                channels.computeIfAbsent(part.word(0), _ -> new ArrayList<>()).addAll(part.body());
            } else {
                options.add(part);
            }
        }
        return new Session(block, options, channels);
    }

    static Stream<Block> chain(ConfigText text, Block block) {
        var chain = new ArrayList<Block>(List.of(block));
        var parent = block.parent().flatMap(text::template);
        while (parent.isPresent() && chain.size() < MAX_PARENTS) {
            chain.addFirst(parent.get());
            parent = parent.get().parent().flatMap(text::template);
        }
        return chain.stream();
    }

    static Optional<Statement> last(List<Statement> among, String... first) {
        for (int i = among.size() - 1; i >= 0; i--) {
            if (among.get(i).is(first)) {
                return Optional.of(among.get(i));
            }
        }
        return Optional.empty();
    }

    private Optional<Statement> last(String... first) {
        return last(options, first);
    }

    static Optional<String> endpoint(Statement statement) {
        var address = statement.word(statement.is("source") ? 2 : 1);
        int port = statement.words().indexOf("port");
        if (!address.contains(".") && !address.contains(":")) {
            return Optional.empty();
        }
        return Optional.of(port > 0 ? address + " port " + statement.word(port + 1) : address);
    }

    /// Whether it waits for the other end to connect.
    public boolean isPassive() {
        return last("passive")
                .filter(part -> !Set.of("off", "no", "false").contains(part.word(1)))
                .isPresent();
    }

    /// Whether the other end is a client of this reflector.
    public boolean isClient() {
        return last("rr", "client")
                .filter(part -> !Set.of("off", "no", "false").contains(part.word(2)))
                .isPresent();
    }

    /// What a channel's `import` or `export` says, where anything does.
    public Optional<Statement> policy(String channel, String direction) {
        return channels.getOrDefault(channel, List.of()).stream()
                .filter(part -> Block.isPolicy(part, direction))
                .reduce((_, later) -> later);
    }

    /// Two sessions of one name with equal marks are one session to BIRD; otherwise it ends and starts again.
    public Set<String> mark() {
        var mark = new TreeSet<String>();
        options.stream().filter(Session::matters).forEach(part -> mark.add(part.canonical()));
        channels.forEach((family, parts) -> {
            mark.add(family);
            parts.stream().filter(Session::matters).forEach(part -> mark.add(family + " " + part.canonical()));
        });
        return mark;
    }

    private static boolean matters(Statement part) {
        var two = part.word(0) + " " + part.word(1);
        var three = two + " " + part.word(2);
        return HARMFUL.contains(two)
                || !(HARMLESS.contains(part.word(0)) || HARMLESS.contains(two) || HARMLESS.contains(three));
    }

    /// The directions in which nothing passes: `ipv6 import`. A family whose last prefix went is not a session that is
    /// lost as long as another family's prefixes are taken in; the prefixes count by themselves.
    public Set<String> shut() {
        var shut = new TreeSet<String>();
        for (var family : channels.keySet()) {
            for (var direction : List.of("import", "export")) {
                if (isShut(family, direction)
                        && (direction.equals("export")
                                || channels.keySet().stream().allMatch(other -> isShut(other, direction)))) {
                    shut.add(family + " " + direction);
                }
            }
        }
        return shut;
    }

    private boolean isShut(String family, String direction) {
        return policy(family, direction)
                .filter(part -> part.word(1).equals("none"))
                .isPresent();
    }
}
