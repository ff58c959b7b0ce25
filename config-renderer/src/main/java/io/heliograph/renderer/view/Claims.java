package io.heliograph.renderer.view;

import io.heliograph.fleet.NodeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What two nodes of a cluster cannot share: router id, address, protocol name. BIRD accepts a configuration in
/// which they do, and the sessions then stay down without a word.
///
/// A reflector comes before a host, else the first by name keeps what both claim: the answer depends on who is
/// there now, not on who came first. Not safe for more than one thread.
final class Claims {
    private static final Comparator<NodeId> PRECEDENCE =
            Comparator.comparing(NodeId::kind).reversed().thenComparing(Comparator.naturalOrder());

    private final Map<NodeId, Set<String>> byNode = new HashMap<>();
    private final Map<String, SortedSet<NodeId>> byClaim = new HashMap<>();
    private final Map<NodeId, String> contested = new TreeMap<>();

    /// Replaces a node's claims; gives every other node that shares a claim with it, before or after.
    Set<NodeId> replace(NodeId node, Set<String> claims) {
        var touched = new TreeSet<NodeId>();
        for (var claim : byNode.getOrDefault(node, Set.of())) {
            byClaim.computeIfPresent(claim, (_, holders) -> {
                holders.remove(node);
                touched.addAll(holders);
                return holders.isEmpty() ? null : holders;
            });
        }
        for (var claim : claims) {
            var holders = byClaim.computeIfAbsent(claim, _ -> new TreeSet<>(PRECEDENCE));
            touched.addAll(holders);
            holders.add(node);
        }
        byNode.put(node, Set.copyOf(claims));
        judge(node);
        touched.forEach(this::judge);
        return touched;
    }

    private void judge(NodeId node) {
        var lost = byNode.getOrDefault(node, Set.of()).stream()
                .sorted()
                .filter(claim ->
                        !byClaim.getOrDefault(claim, new TreeSet<>()).first().equals(node))
                .findFirst();
        lost.ifPresentOrElse(claim -> contested.put(node, claim), () -> contested.remove(node));
    }

    /// Whether another node has a better right to something that this node claims.
    boolean isContested(NodeId node) {
        return !contested.isEmpty() && contested.containsKey(node);
    }

    /// What the node claims in vain and who has it, in words.
    Optional<String> objection(NodeId node) {
        return Optional.ofNullable(contested.get(node))
                .map(claim -> "its " + claim + " is that of "
                        + byClaim.getOrDefault(claim, new TreeSet<>()).first());
    }

    /// The nodes that cannot be rendered.
    Set<NodeId> contested() {
        return Set.copyOf(contested.keySet());
    }
}
