package io.heliograph.birdcontrol.text;

import io.heliograph.fleet.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One statement of the top level, and what it alone says.
///
/// Blocks are compared by identity: reading a text beside another gives the same block for the same bytes, so that
/// the cost of looking at a change grows with the change.
public final class Block {
    private static final Set<String> FAMILIES = Set.of(
            "ipv4", "ipv6", "vpn4", "vpn6", "flow4", "flow6", "mpls", "ipv4-mc", "ipv6-mc", "ipv4-mpls", "ipv6-mpls");

    private static final Set<String> POLICIES = Set.of("all", "none", "where", "filter");

    private final Statement statement;
    private final List<List<PrefixPattern>> sets;
    private final List<Prefix> prefixes;
    private final Optional<String> parent;
    private final Optional<String> neighbor;
    private final Optional<String> local;

    Block(Statement statement) {
        this.statement = statement;
        this.parent = parentOf(statement);
        this.neighbor = Session.last(statement.body(), "neighbor").flatMap(Session::endpoint);
        this.local = Session.last(statement.body(), "local")
                .or(() -> Session.last(statement.body(), "source", "address"))
                .flatMap(Session::endpoint);
        this.sets = statement
                .all()
                .flatMap(part -> PrefixPattern.sets(part.words()).stream())
                .toList();
        this.prefixes = prefixesOf(statement);
    }

    private static List<Prefix> prefixesOf(Statement statement) {
        if (statement.is("protocol", "static")) {
            return statement.body().stream()
                    .filter(part -> part.is("route"))
                    .flatMap(part -> PrefixPattern.of(part.word(1)).stream())
                    .map(PrefixPattern::prefix)
                    .toList();
        }
        return statement.is("protocol", "bgp")
                ? statement.body().stream()
                        .filter(Block::isChannel)
                        .flatMap(Block::accepted)
                        .map(PrefixPattern::prefix)
                        .toList()
                : List.of();
    }

    private static Stream<PrefixPattern> accepted(Statement channel) {
        return channel.body().stream()
                .filter(part -> isPolicy(part, "import"))
                .flatMap(Statement::all)
                .flatMap(part -> PrefixPattern.sets(part.words()).stream())
                .flatMap(List::stream);
    }

    static boolean isChannel(Statement statement) {
        return FAMILIES.contains(statement.word(0));
    }

    static boolean isPolicy(Statement statement, String direction) {
        return statement.is(direction) && POLICIES.contains(statement.word(1));
    }

    public Statement statement() {
        return statement;
    }

    /// The neighbour that it names itself, not its templates.
    Optional<String> neighbor() {
        return neighbor;
    }

    /// This end's address that it names itself, not its templates.
    Optional<String> local() {
        return local;
    }

    /// The sets of prefixes that are written out in it.
    public List<List<PrefixPattern>> sets() {
        return sets;
    }

    /// The prefixes that it brings: those that a session's import names, or those of static routes.
    public List<Prefix> prefixes() {
        return prefixes;
    }

    public boolean isBgp() {
        return statement.is("protocol", "bgp");
    }

    public boolean isStatic() {
        return statement.is("protocol", "static");
    }

    boolean isTemplate() {
        return statement.is("template");
    }

    /// Whether it says something of itself alone: whatever else changes may change what others mean.
    boolean standsAlone() {
        return isBgp() || isStatic();
    }

    /// The name after `protocol bgp`, `template bgp` or `define`; empty where it has none.
    public String name() {
        int at = statement.is("protocol") || isTemplate() ? 2 : 1;
        return statement.word(at).equals("from") ? "" : statement.word(at);
    }

    Optional<String> parent() {
        return parent;
    }

    private static Optional<String> parentOf(Statement statement) {
        int from = statement.words().indexOf("from");
        return from > 0 && from + 1 < statement.words().size()
                ? Optional.of(statement.word(from + 1))
                : Optional.empty();
    }

    /// Whom a session serves, in the words of its `description`.
    public Optional<String> description() {
        return statement.body().stream()
                .filter(part -> part.is("description"))
                .map(part -> part.word(1).replace("\"", ""))
                .findFirst();
    }

    /// The words after `~` that are a prefix and no set: such a comparison matches everything within.
    public List<PrefixPattern> within() {
        var found = new ArrayList<PrefixPattern>();
        statement.all().forEach(part -> {
            for (int i = 1; i < part.words().size(); i++) {
                if (part.word(i - 1).equals("~")) {
                    PrefixPattern.of(part.word(i)).ifPresent(found::add);
                }
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return String.join(" ", statement.words());
    }
}
