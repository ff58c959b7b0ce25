package io.heliograph.rragent.bird;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.BfdSessions;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.reply.ReplyCode;
import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.birdcontrol.reply.RouteListing;
import io.heliograph.birdcontrol.sample.BirdSeen;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.BfdState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Asks BIRD for its sessions and routes, and to ask its peers for theirs, over a connection that it opens when it
/// needs one. Used by one thread.
public final class BirdView implements AutoCloseable {
    /// BIRD answers 10,000 sessions in 36 ms; one that takes so long hangs.
    private static final Duration SHORT = Duration.ofMillis(900);

    /// BIRD yields while it lists routes, so that a long listing is no sign of trouble.
    private static final Duration LISTING = Duration.ofSeconds(5);

    /// What is measured and nobody waits for is asked for so often.
    private static final long DEEPER_EACH_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MOST_OTHERS = 16;

    private final Path path;
    private Optional<BirdSocket> open = Optional.empty();
    private boolean first = true;
    private long deeperAt;
    private BirdSeen remembered = BirdSeen.NOTHING;
    private volatile Optional<BirdSeen> seen = Optional.empty();

    public BirdView(Path path) {
        this.path = path;
    }

    /// What was answered last, for all threads; empty while BIRD does not answer.
    public Optional<BirdSeen> seen() {
        return seen;
    }

    /// Every protocol, in the short form.
    public List<ProtocolRow> protocols() throws BirdUnreachable {
        var rows = ProtocolRow.listing(ask("show protocols", SHORT));
        remembered = remembered.listed(rows);
        if (first || System.nanoTime() - deeperAt > DEEPER_EACH_NANOS) {
            first = false;
            deeperAt = System.nanoTime();
            lookDeeper();
        }
        seen = Optional.of(remembered);
        return rows;
    }

    private void lookDeeper() throws BirdUnreachable {
        remembered = remembered.with(DaemonStatus.parse(ask("show status", SHORT)));
        var found = new ArrayList<ProtocolDetails>();
        for (var name : remembered.others(MOST_OTHERS)) {
            found.addAll(ProtocolDetails.listing(ask("show protocols all " + name, SHORT)));
        }
        remembered = remembered.counted(found);
    }

    /// Everything that BIRD shows of these protocols; one that is not there is left out.
    public Map<ProtocolName, ProtocolDetails> details(List<ProtocolName> names) throws BirdUnreachable {
        var details = new TreeMap<ProtocolName, ProtocolDetails>();
        for (var name : names) {
            for (var found : ProtocolDetails.listing(ask("show protocols all " + name, SHORT))) {
                details.put(name, found);
            }
        }
        remembered = remembered.counted(details.values());
        seen = Optional.of(remembered);
        return details;
    }

    /// What BFD says of each neighbour; empty where BIRD runs none.
    ///
    /// @param rows what BIRD runs
    public Map<IpAddress, BfdState> bfd(List<ProtocolRow> rows) throws BirdUnreachable {
        if (rows.stream().noneMatch(row -> row.kind().equals("BFD"))) {
            return Map.of();
        }
        return BfdSessions.listing(ask("show bfd sessions", SHORT));
    }

    /// Every selected route of the tables that BIRD shows by default.
    public List<Route> selected() throws BirdUnreachable {
        return RouteListing.parse(ask("show route primary", LISTING));
    }

    /// Every route that a filter refuses; none where BIRD is not told to keep them.
    public List<Route> filtered() throws BirdUnreachable {
        return RouteListing.parse(ask("show route filtered", LISTING));
    }

    /// The selected routes of these prefixes, and of nothing that covers or divides them.
    public List<Route> selected(Collection<Prefix> prefixes) throws BirdUnreachable {
        var routes = new ArrayList<Route>();
        for (var prefix : prefixes) {
            routes.addAll(RouteListing.parse(ask("show route " + prefix + " primary", SHORT)));
        }
        return routes;
    }

    /// Asks the peers of these sessions for their routes once more (RFC 2918), in the words of BIRD 2 or else of 3.
    public void refresh(Collection<ProtocolName> names) throws BirdUnreachable {
        for (var name : names) {
            if (ask("reload in " + name, SHORT).is(ReplyCode.PARSE_ERROR)) {
                ask("reload bgp in " + name, SHORT);
            }
        }
    }

    private BirdReply ask(String command, Duration deadline) throws BirdUnreachable {
        try {
            return connection().execute(command, deadline);
        } catch (BirdUnreachable e) {
            first = true;
            seen = Optional.empty();
            close();
            throw e;
        }
    }

    private BirdSocket connection() throws BirdUnreachable {
        if (open.isEmpty()) {
            open = Optional.of(BirdSocket.open(path, SHORT, _ -> {}));
        }
        return open.get();
    }

    @Override
    public void close() {
        open.ifPresent(BirdSocket::close);
        open = Optional.empty();
    }
}
