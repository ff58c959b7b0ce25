package io.heliograph.birdcontrol.lint;

import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.birdcontrol.text.ConfigText.Item;
import io.heliograph.birdcontrol.text.Statement;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Refuses what BIRD takes with `0020 Configuration OK` and what has been somebody's outage all the same: a list
/// that became empty, a pattern that came to mean everything, a text that was cut.
///
/// It trusts nobody: the renderer keeps the same rules when it writes, and a text may have been changed since.
public final class Lint {
    /// More is not told: one is enough to refuse.
    static final int MAX_FINDINGS = 20;

    private final NodeId node;
    private final String revision;
    private final ConfigText text;
    private final ConfigText accepted;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(NodeId node, Revision revision, ConfigText text, ConfigText accepted) {
        this.node = node;
        this.revision = revision.abbreviated();
        this.text = text;
        this.accepted = accepted;
    }

    /// What is wrong with the text; nothing for one that may go to BIRD.
    ///
    /// @param accepted what was found good before, read beside this one: its sessions are not looked at again
    public static List<Finding> check(NodeId node, Revision revision, ConfigText text, ConfigText accepted) {
        var lint = new Lint(node, revision, text, accepted);
        lint.whole();
        lint.routerIds();
        lint.neighbors();
        lint.blocks();
        return lint.findings.stream().limit(MAX_FINDINGS).toList();
    }

    private void find(int line, ReasonCode code, Object... more) {
        find(line, Optional.empty(), code, more);
    }

    private void find(int line, Optional<Block> session, ReasonCode code, Object... more) {
        var arguments = new ArrayList<Object>(List.of(revision));
        arguments.addAll(List.of(more));
        findings.add(new Finding(Reason.of(code, arguments.toArray()), line, session));
    }

    /// A glob that matches nothing and a text that was cut both look like a smaller fleet.
    private void whole() {
        int peers = text.sessions().size();
        var told = text.peersTold();
        if (told.isPresent() && told.getAsInt() != peers) {
            find(1, ReasonCode.CONFIG_TRUNCATED, told.getAsInt(), peers);
        } else if (told.isEmpty() && peers == 0 && node.kind() == NodeId.Kind.REFLECTOR) {
            find(1, ReasonCode.CONFIG_NO_PEERS);
        }
    }

    private void routerIds() {
        var ids = text.items().stream()
                .filter(item -> item.block().statement().word(0).equals("router")
                        && item.block().statement().word(1).equals("id"))
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        var id = ids.getFirst().block().statement().word(2);
        for (var other : ids) {
            if (!other.block().statement().word(2).equals(id)) {
                find(
                        other.line(),
                        ReasonCode.CONFIG_ROUTER_ID_CLASH,
                        id,
                        "this node, as " + other.block().statement().word(2));
            }
        }
        for (var item : text.sessions()) {
            // A router takes its address as its id unless told otherwise.
            boolean same = text.neighbor(item.block()).filter(id::equals).isPresent();
            if (same) {
                find(
                        item.line(),
                        Optional.of(item.block()),
                        ReasonCode.CONFIG_ROUTER_ID_CLASH,
                        id,
                        named(item.block()));
            }
        }
    }

    private void neighbors() {
        var taken = new HashMap<String, Block>();
        for (var item : text.sessions()) {
            var neighbor = text.neighbor(item.block());
            if (neighbor.isEmpty()) {
                continue;
            }
            var first = taken.putIfAbsent(neighbor.get(), item.block());
            if (first != null) {
                find(
                        item.line(),
                        Optional.of(item.block()),
                        ReasonCode.CONFIG_DUPLICATE_NEIGHBOR,
                        named(first),
                        named(item.block()),
                        neighbor.get());
            }
            if (text.local(item.block()).equals(neighbor)) {
                find(
                        item.line(),
                        Optional.of(item.block()),
                        ReasonCode.CONFIG_SELF_NEIGHBOR,
                        named(item.block()),
                        neighbor.get());
            }
        }
    }

    private void blocks() {
        boolean sameContext = text.context().equals(accepted.context());
        var sessions = new SessionRules(node, text);
        for (var item : text.items()) {
            if (sameContext && accepted.blocks().contains(item.block())) {
                continue;
            }
            include(item);
            sets(item);
            if (item.block().isBgp()) {
                sessions.check(item.block())
                        .forEach(breach -> find(
                                item.line() + breach.line(),
                                Optional.of(item.block()),
                                breach.code(),
                                arguments(item, breach)));
            }
        }
    }

    private static Object[] arguments(Item item, SessionRules.Breach breach) {
        var arguments = new ArrayList<Object>(List.of(named(item.block())));
        arguments.addAll(breach.more());
        return arguments.toArray();
    }

    private void include(Item item) {
        var statement = item.block().statement();
        if (statement.word(0).equals("include")
                && statement.words().stream().anyMatch(word -> word.matches(".*[*?\\[].*"))) {
            find(item.line(), ReasonCode.CONFIG_INCLUDE_PATTERN, "include " + statement.word(1));
        }
    }

    private void sets(Item item) {
        var block = item.block();
        var session = block.isBgp() ? Optional.of(block) : Optional.<Block>empty();
        if (block.sets().stream().anyMatch(List::isEmpty)) {
            find(lineOf(item, "["), session, ReasonCode.CONFIG_EMPTY_SET, named(block));
        }
        block.sets().stream()
                .flatMap(List::stream)
                .filter(pattern -> pattern.isBroad())
                .findFirst()
                .ifPresent(pattern ->
                        find(lineOf(item, "["), session, ReasonCode.CONFIG_BROAD_SET, named(block), pattern));
        // Not in brackets, `~` means *within*: every prefix is within ::/0.
        block.within().stream()
                .filter(pattern -> pattern.prefix().isDefault())
                .findFirst()
                .ifPresent(pattern -> find(
                        lineOf(item, "~"),
                        session,
                        ReasonCode.CONFIG_BROAD_SET,
                        named(block),
                        "everything within " + pattern.prefix()));
        if (node.kind() == NodeId.Kind.HOST && block.isStatic()) {
            block.prefixes().stream()
                    .filter(prefix -> prefix.isDefault())
                    .findFirst()
                    .ifPresent(prefix -> find(item.line(), ReasonCode.CONFIG_BROAD_SET, named(block), prefix));
        }
    }

    private static int lineOf(Item item, String word) {
        return item.line()
                + item.block()
                        .statement()
                        .all()
                        .filter(part -> part.words().contains(word))
                        .mapToInt(Statement::line)
                        .findFirst()
                        .orElse(0);
    }

    private static String named(Block block) {
        var name = block.name().isEmpty() ? block.toString() : block.name();
        return block.description().map(who -> name + " (" + who + ")").orElse(name);
    }
}
