package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The whole BIRD configuration of one node, in one record.
///
/// @param revision the SHA-256 of `text`; whoever applies the record checks it
/// @param previous the revision that this one replaces
/// @param renderer the version of the program that wrote the text
/// @param cost what the change costs a BIRD that runs `previous`
/// @param inputOffsets for each partition of the fleet topic, the last offset that went into the text
/// @param cause the fleet entry whose change led to this revision
/// @param sessions every BGP session in the text, by protocol name
/// @param pools blocks of which a host may announce subnets without asking; empty: none
/// @param origins what the node originates for hosts without BIRD, by protocol name; empty: nothing
/// @param drain of a host that is taken out of service: how far the text takes it
/// @param generation grows with each configuration that the node is sent, whatever becomes of the fleet topic; absent
/// in
///     those of a renderer that did not count
/// @param ipv4Aggregates what a host's IPv4 subnets must lie in to be carried beside its IPv6 ones; empty: none are
public record NodeConfig(
        NodeId node,
        ClusterId cluster,
        Revision revision,
        Optional<Revision> previous,
        String text,
        String renderer,
        ChangeClass changeClass,
        ChangeCost cost,
        Map<String, Long> inputOffsets,
        String cause,
        List<PlannedSession> sessions,
        Optional<List<PlannedOrigin>> origins,
        Optional<List<DelegatedPool>> pools,
        Optional<Drain.Phase> drain,
        Optional<List<Prefix>> ipv4Aggregates,
        Optional<Long> generation) {
    /// Sessions that end, whether removed or restarted, and prefixes that are no longer accepted.
    public record ChangeCost(int sessions, int prefixes) {
        public static final ChangeCost NOTHING = new ChangeCost(0, 0);
    }

    public NodeConfig {
        inputOffsets = java.util.Collections.unmodifiableMap(new TreeMap<>(inputOffsets));
        sessions = sessions.stream()
                .sorted(Comparator.comparing(PlannedSession::protocol))
                .toList();
        origins = origins.map(all -> all.stream()
                .sorted(Comparator.comparing(PlannedOrigin::protocol))
                .toList());
        pools = pools.filter(all -> !all.isEmpty()).map(List::copyOf);
        ipv4Aggregates = ipv4Aggregates.filter(all -> !all.isEmpty()).map(List::copyOf);
    }

    /// Whether this is a configuration of the past that came after `newest`, which replaced it.
    public boolean isOutdatedBy(NodeConfig newest) {
        return (generation.isPresent() && newest.generation.isPresent())
                ? generation.get() < newest.generation.get()
                : wentByLessThan(newest);
    }

    /// Where nobody counted: it went by less of the fleet, and replaces something else than `newest`. A fleet topic
    /// that was made anew begins at offset 0 again; what follows from it replaces what was sent last, or names
    /// nothing before it.
    private boolean wentByLessThan(NodeConfig newest) {
        // A node's first configuration replaces nothing; it is told by being the one that was replaced.
        boolean other = previous.isPresent()
                ? !previous.equals(Optional.of(newest.revision()))
                : newest.previous.equals(Optional.of(revision));
        boolean older = false;
        for (var read : inputOffsets.entrySet()) {
            var since = newest.inputOffsets.get(read.getKey());
            if (since == null || since < read.getValue()) {
                return false;
            }
            older |= since > read.getValue();
        }
        return other && older;
    }

    /// A node that originates nothing for others, in service.
    public NodeConfig(
            NodeId node,
            ClusterId cluster,
            Revision revision,
            Optional<Revision> previous,
            String text,
            String renderer,
            ChangeClass changeClass,
            ChangeCost cost,
            Map<String, Long> inputOffsets,
            String cause,
            List<PlannedSession> sessions) {
        this(
                node,
                cluster,
                revision,
                previous,
                text,
                renderer,
                changeClass,
                cost,
                inputOffsets,
                cause,
                sessions,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
