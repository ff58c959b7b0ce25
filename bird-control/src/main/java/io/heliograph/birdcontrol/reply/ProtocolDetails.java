package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One protocol of `show protocols all`.
///
/// @param fields what BIRD shows of the protocol itself, by BIRD's labels (`Description`, `Neighbor address`, …)
/// @param channels its channels, in BIRD's order
public record ProtocolDetails(ProtocolRow row, Map<String, String> fields, List<ChannelDetails> channels) {
    public ProtocolDetails {
        fields = Map.copyOf(fields);
        channels = List.copyOf(channels);
    }

    /// Every protocol of an answer to `show protocols all`.
    public static List<ProtocolDetails> listing(BirdReply reply) {
        var found = new ArrayList<ProtocolDetails>();
        Optional<ProtocolRow> row = Optional.empty();
        var lines = new ArrayList<String>();
        for (var line : reply.lines()) {
            if (line.code() == ReplyCode.PROTOCOL_LIST.number()) {
                row.ifPresent(before -> found.add(DetailLines.read(before, lines)));
                row = ProtocolRow.parse(line.text());
                lines.clear();
            } else if (line.code() == ReplyCode.PROTOCOL_DETAILS.number()) {
                lines.add(line.text());
            }
        }
        row.ifPresent(last -> found.add(DetailLines.read(last, lines)));
        return List.copyOf(found);
    }

    private String field(String label) {
        return fields.getOrDefault(label, "");
    }

    public String description() {
        return field("Description");
    }

    /// What the peer, or an operator here, said when the session was shut (RFC 9003); empty where nothing.
    public String message() {
        return field("Message");
    }

    public Optional<BgpState> bgpState() {
        return BgpState.of(field("BGP state"));
    }

    public Optional<IpAddress> neighborAddress() {
        try {
            var text = field("Neighbor address");
            int zone = text.indexOf('%');
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(IpAddress.parse(zone < 0 ? text : text.substring(0, zone)));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    public String neighborId() {
        return field("Neighbor ID");
    }

    /// `Socket: Connection refused`, `BGP Error: Bad peer AS`, …; empty where there was none.
    public String lastError() {
        return field("Last error");
    }

    /// Whether the session is held by graceful restart: its routes stand although its peer is away.
    public boolean isGracefulRestartActive() {
        return fields.containsKey("Neighbor graceful restart active");
    }

    /// The channel of that name, `ipv6`.
    public Optional<ChannelDetails> channel(String name) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }
}
