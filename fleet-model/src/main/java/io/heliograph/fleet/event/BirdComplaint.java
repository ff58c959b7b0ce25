package io.heliograph.fleet.event;

import io.heliograph.fleet.ProtocolName;
import java.util.List;
import java.util.Optional;

/// What a node's agent or its BIRD (reply code 8002) says of a configuration that it does not accept.
///
/// @param line from 1; 0 where none is named
/// @param column from 1; 0 where none is named
/// @param context the lines around the one at fault
/// @param protocol the block at fault, where one could be found: without it the rest of the text is accepted
/// @param peer the block's `description`: the host, reflector or upstream that it serves
public record BirdComplaint(
        String file,
        int line,
        int column,
        String message,
        List<String> context,
        Optional<ProtocolName> protocol,
        Optional<String> peer) {
    public BirdComplaint {
        context = List.copyOf(context);
    }

    /// As it was said, with no block found yet.
    public BirdComplaint(String file, int line, int column, String message, List<String> context) {
        this(file, line, column, message, context, Optional.empty(), Optional.empty());
    }

    /// The same with the lines around it.
    public BirdComplaint within(List<String> lines) {
        return new BirdComplaint(file, line, column, message, lines, protocol, peer);
    }

    /// The same with the block at fault.
    public BirdComplaint at(ProtocolName block, Optional<String> serves) {
        return new BirdComplaint(file, line, column, message, context, Optional.of(block), serves);
    }
}
