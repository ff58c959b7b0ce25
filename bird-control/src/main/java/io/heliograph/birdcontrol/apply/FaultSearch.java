package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the one block without which BIRD would read a text: by BIRD's line, and by halving where that misleads.
///
/// Blocks, of sessions and of hosts without BIRD, are told apart by the lines that begin them, not by braces: in a
/// text that BIRD does not read, braces and quotes are what may be wrong.
///
/// @param lines the whole text
/// @param suspects those among which the block at fault is; removing them all is known to help, once `framed`
/// @param removed left out of every probe, because they are at fault as well
/// @param probing what the open probe leaves out, beside `removed`
/// @param framed whether it is known that without any session the text is read
/// @param probes how many were asked for
record FaultSearch(
        List<String> lines,
        List<Block> suspects,
        List<Block> removed,
        List<Block> probing,
        boolean framed,
        int probes) {
    private static final Pattern BEGIN = Pattern.compile("protocol (?:bgp (\\w+)|static (h_\\w+?)(?:_ipv4)?)\\b.*");
    private static final Pattern DESCRIPTION = Pattern.compile("\\s*description \"([^\"]*)\";?.*");

    /// The lines of one peer.
    ///
    /// @param from counted from 0
    /// @param to the first line after it
    record Block(String name, int from, int to) {
        boolean holds(int line) {
            return from <= line - 1 && line - 1 < to;
        }
    }

    /// What is next.
    sealed interface Next {
        /// Ask BIRD about a text.
        record Ask(FaultSearch search, String text) implements Next {}

        /// Without this block the text is read.
        record Found(ProtocolName protocol, Optional<String> peer) implements Next {}

        /// There is no such block, or it took too long.
        record Nobody() implements Next {}
    }

    /// @param line at which BIRD stumbled, from 1
    static Next begin(String text, int line) {
        var lines = List.of(text.split("\n", -1));
        var blocks = blocks(lines);
        var search = new FaultSearch(lines, blocks, List.of(), List.of(), false, 0);
        if (blocks.isEmpty()) {
            return new Next.Nobody();
        }
        var suspect = blocks.stream().filter(block -> block.holds(line)).findFirst();
        return search.ask(suspect.map(List::of).orElse(blocks));
    }

    private static List<Block> blocks(List<String> lines) {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < lines.size(); i++) {
            var begin = BEGIN.matcher(lines.get(i));
            if (begin.matches()) {
                int end = i + 1;
                while (end < lines.size() && isInside(lines.get(end))) {
                    end++;
                }
                end += end < lines.size() && lines.get(end).startsWith("}") ? 1 : 0;
                blocks.add(new Block(begin.group(1) == null ? begin.group(2) : begin.group(1), i, end));
                i = end - 1;
            }
        }
        return blocks;
    }

    private static boolean isInside(String line) {
        return !line.matches("(protocol|template|define|filter|function|router|#).*") && !line.startsWith("}");
    }

    private Next ask(List<Block> without) {
        return probes >= ApplySettings.MAX_PROBES
                ? new Next.Nobody()
                : new Next.Ask(new FaultSearch(lines, suspects, removed, without, framed, probes + 1), text(without));
    }

    private String text(List<Block> without) {
        var kept = new ArrayList<String>(lines);
        for (var gone : List.of(without, removed)) {
            for (var block : gone) {
                for (int i = block.from(); i < block.to(); i++) {
                    kept.set(i, "");
                }
            }
        }
        return String.join("\n", kept);
    }

    /// @param read whether BIRD reads the text of the open probe
    Next answered(boolean read) {
        if (read && probing.size() == 1) {
            return found(probing.getFirst());
        }
        if (read) {
            return halve(new FaultSearch(lines, probing, removed, List.of(), true, probes));
        }
        if (!framed) {
            // The line misled; or, if nothing helps, it is no session's fault.
            return probing.size() == suspects.size() ? new Next.Nobody() : ask(suspects);
        }
        var half = suspects.size() / 2;
        var first = suspects.subList(0, half);
        var second = suspects.subList(half, suspects.size());
        if (probing.equals(first)) {
            return ask(second);
        }
        // One in each half: the second half is set aside altogether, and the one in the first is found.
        var both = new ArrayList<>(removed);
        both.addAll(second);
        return halve(new FaultSearch(lines, first, both, List.of(), true, probes));
    }

    private static Next halve(FaultSearch search) {
        var suspects = search.suspects;
        return suspects.size() == 1
                ? search.found(suspects.getFirst())
                : search.ask(List.copyOf(suspects.subList(0, suspects.size() / 2)));
    }

    private Next found(Block block) {
        var peer = lines.subList(block.from(), block.to()).stream()
                .map(DESCRIPTION::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        try {
            return new Next.Found(new ProtocolName(block.name()), peer);
        } catch (InvalidValue _) {
            return new Next.Nobody();
        }
    }
}
