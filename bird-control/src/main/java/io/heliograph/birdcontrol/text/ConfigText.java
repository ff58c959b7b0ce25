package io.heliograph.birdcontrol.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A whole configuration, as far as its text says what BIRD will do.
public final class ConfigText {
    /// Nothing at all.
    public static final ConfigText EMPTY = new ConfigText(List.of(), new HashMap<>(), "");

    private static final Ends NO_ENDS = new Ends(Optional.empty(), Optional.empty());

    private static final Pattern END = Pattern.compile("(?m)^# END .*\\bpeers=(\\d{1,9})\\s*$");

    /// The renderer's last line, generously.
    private static final int TAIL = 400;

    /// One block and where it begins, its first line being 1.
    public record Item(int line, Block block) {}

    /// What a template says of an address, found once for all that follow it.
    private record Ends(Optional<String> neighbor, Optional<String> local) {}

    private final Map<String, Ends> ends = new HashMap<>();
    private final List<Item> items;
    private final Map<String, Block> bySource;
    private final String tail;
    private final Map<String, Item> sessions = new LinkedHashMap<>();
    private final Map<String, Block> templates = new HashMap<>();
    private final Set<Block> blocks;
    private final Set<Block> context;

    private ConfigText(List<Item> items, Map<String, Block> bySource, String tail) {
        this.items = List.copyOf(items);
        this.bySource = bySource;
        this.tail = tail;
        for (var item : items) {
            if (item.block().isBgp()) {
                sessions.put(item.block().name(), item);
            } else if (item.block().isTemplate()) {
                templates.put(item.block().name(), item.block());
            }
        }
        this.blocks = HashSet.newHashSet(items.size());
        items.forEach(item -> blocks.add(item.block()));
        this.context = items.stream()
                .map(Item::block)
                .filter(block -> !block.standsAlone())
                .collect(Collectors.toSet());
    }

    public static ConfigText read(String text) {
        return read(text, EMPTY);
    }

    /// Reads a text beside one that was read before: what did not change is not looked at again.
    public static ConfigText read(String text, ConfigText known) {
        var items = new ArrayList<Item>();
        var bySource = new HashMap<String, Block>();
        var line = new int[] {1};
        int at = TextScan.skipBlanks(text, 0, () -> line[0]++);
        while (at < text.length()) {
            int end = Math.max(at + 1, TextScan.endOfStatement(text, at));
            var source = text.substring(at, end);
            var block = known.bySource.get(source);
            if (block == null) {
                block = bySource.computeIfAbsent(source, ConfigText::block);
            } else {
                bySource.put(source, block);
            }
            items.add(new Item(line[0], block));
            for (int i = text.indexOf('\n', at); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
                line[0]++;
            }
            at = TextScan.skipBlanks(text, end, () -> line[0]++);
        }
        return new ConfigText(items, bySource, text.substring(Math.max(0, text.length() - TAIL)));
    }

    private static Block block(String source) {
        var read = StatementReader.read(source);
        return new Block(read.isEmpty() ? new Statement(0, List.of(), List.of()) : read.getFirst());
    }

    public List<Item> items() {
        return items;
    }

    /// Every BGP session, in the order of the text.
    public Collection<Item> sessions() {
        return sessions.values();
    }

    public Optional<Block> session(String name) {
        return Optional.ofNullable(sessions.get(name)).map(Item::block);
    }

    /// How many peers the text itself says that it has, in its last line.
    public OptionalInt peersTold() {
        var end = END.matcher(tail);
        return end.find() ? OptionalInt.of(Integer.parseInt(end.group(1))) : OptionalInt.empty();
    }

    /// The blocks, each once.
    public Set<Block> blocks() {
        return Collections.unmodifiableSet(blocks);
    }

    /// The neighbour's address, with its port where one is given: BIRD holds one outgoing session to each.
    public Optional<String> neighbor(Block block) {
        return block.neighbor().or(() -> ends(block).neighbor());
    }

    /// This end's address, with its port where one is given.
    public Optional<String> local(Block block) {
        return block.local().or(() -> ends(block).local());
    }

    private Ends ends(Block block) {
        return block.parent()
                .map(parent -> ends.computeIfAbsent(parent, _ -> {
                    var chain = Session.chain(this, block).toList().reversed();
                    return new Ends(
                            chain.stream()
                                    .map(Block::neighbor)
                                    .flatMap(Optional::stream)
                                    .findFirst(),
                            chain.stream()
                                    .map(Block::local)
                                    .flatMap(Optional::stream)
                                    .findFirst());
                }))
                .orElse(NO_ENDS);
    }

    /// Templates, definitions, filters and options of the whole daemon: what decides on the meaning of the others.
    public Set<Block> context() {
        return context;
    }

    Optional<Block> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    /// The definition, filter or function of that name.
    public Optional<Block> named(String name) {
        return context.stream()
                .filter(block -> !block.isTemplate() && block.name().equals(name))
                .findFirst();
    }

    /// All that is said of a session, by itself and by its templates.
    public Session session(Block block) {
        return Session.of(this, block);
    }
}
