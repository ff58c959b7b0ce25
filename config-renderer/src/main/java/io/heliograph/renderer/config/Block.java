package io.heliograph.renderer.config;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.PlannedOrigin;
import io.heliograph.fleet.event.PlannedSession;
import java.util.List;
import java.util.Optional;

/// One block of a configuration, with its parts as BIRD compares them when it is reconfigured.
///
/// @param name unique in the file
/// @param template the block that this one takes its defaults from
/// @param session what cannot change without the session ending (BIRD's manual, *Reconfiguration*)
/// @param channel what is exchanged over it: a change is read again, and the session stays
/// @param prefixes what is accepted or announced here
/// @param planned the BGP session that the block sets up
/// @param origin what the block originates for a host without BIRD
/// @param text the block in BIRD's language, ending in a newline
public record Block(
        String name,
        Kind kind,
        Optional<String> template,
        String session,
        String channel,
        List<Prefix> prefixes,
        Optional<PlannedSession> planned,
        Optional<PlannedOrigin> origin,
        String text) {
    /// What a block is to BIRD.
    public enum Kind {
        /// Options of the whole router: the router id.
        ROUTER,
        /// Sets and filters that several sessions use.
        SHARED,
        /// Defaults of several sessions.
        TEMPLATE,
        /// A BGP session.
        SESSION,
        /// Routes that this node originates, for itself or for a host without BIRD.
        ORIGIN,
        /// The link to the kernel and its interfaces.
        KERNEL
    }

    public Block {
        prefixes = List.copyOf(prefixes);
    }

    /// A block that originates nothing for others.
    Block(
            String name,
            Kind kind,
            Optional<String> template,
            String session,
            String channel,
            List<Prefix> prefixes,
            Optional<PlannedSession> planned,
            String text) {
        this(name, kind, template, session, channel, prefixes, planned, Optional.empty(), text);
    }

    /// The same with prefixes that are accepted here.
    Block accepting(List<Prefix> accepted) {
        return new Block(name, kind, template, session, channel, accepted, planned, origin, text);
    }

    static Block router(String session, String text) {
        return new Block("router", Kind.ROUTER, Optional.empty(), session, text, List.of(), Optional.empty(), text);
    }

    static Block plain(String name, Kind kind, String text) {
        return new Block(name, kind, Optional.empty(), "", text, List.of(), Optional.empty(), text);
    }

    /// A BGP session that stands for itself.
    ///
    /// @param fixed options of the channel that the session ends to change; they stand in the exchange, too
    static Block session(PlannedSession planned, String session, String fixed, String exchange) {
        var name = planned.protocol().value();
        var text = """
                protocol bgp %s {
                	description %s;
                %s%s}
                """.formatted(name, Words.quoted(planned.peer()), session, exchange);
        return new Block(
                name, Kind.SESSION, Optional.empty(), session + fixed, exchange, List.of(), Optional.of(planned), text);
    }
}
