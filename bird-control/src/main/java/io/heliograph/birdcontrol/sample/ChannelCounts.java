package io.heliograph.birdcontrol.sample;

import io.heliograph.birdcontrol.reply.ChannelDetails;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.fleet.event.RouteCounts;
import java.util.ArrayList;
import java.util.List;

/// What is kept of one channel of a protocol between two looks: 10,000 of them must fit.
///
/// @param ipVersion `4` or `6`
/// @param changes the cells of *Route change stats*, in the order of [ChangeCell]; a cell that BIRD leaves out is 0
public record ChannelCounts(String ipVersion, RouteCounts routes, List<Long> changes) {
    private static final String CHANNEL = "ipv";

    public ChannelCounts {
        changes = List.copyOf(changes);
    }

    /// The channels of a protocol that carry IP routes.
    public static List<ChannelCounts> of(ProtocolDetails details) {
        var counts = new ArrayList<ChannelCounts>();
        for (var channel : details.channels()) {
            if (channel.name().startsWith(CHANNEL)) {
                counts.add(new ChannelCounts(
                        channel.name().substring(CHANNEL.length()), channel.routes(), changes(channel)));
            }
        }
        return counts;
    }

    private static List<Long> changes(ChannelDetails channel) {
        var cells = new ArrayList<Long>();
        for (var cell : ChangeCell.ALL) {
            cells.add(channel.change(cell.row(), cell.column()).orElse(0L));
        }
        return cells;
    }
}
