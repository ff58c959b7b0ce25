package io.heliograph.inventory.query;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.wire.Topic;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The records that the story of one subject is made of: those of its hosts and of the reflectors that serve them. Of a
/// large fleet they are few.
///
/// @param hosts by name
/// @param reflectors by name
/// @param prefixes the subnets of the hosts, as they are written
public record PastScope(Set<String> hosts, Set<String> reflectors, Set<String> prefixes) {
    public PastScope {
        hosts = Set.copyOf(hosts);
        reflectors = Set.copyOf(reflectors);
        prefixes = Set.copyOf(prefixes);
    }

    static PastScope of(Fleet fleet, String subject) {
        var named = names(subject);
        var prefix = Explain.prefix(subject);
        var hosts = fleet.hosts().values().stream()
                .filter(entry -> named.contains(entry.host().value())
                        || prefix.filter(wanted -> speaksOf(entry, wanted)).isPresent())
                .toList();
        var clusters = hosts.stream().map(HostEntry::cluster).collect(Collectors.toSet());
        var reflectors = fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> clusters.contains(entry.cluster())
                        || named.contains(entry.reflector().value()))
                .map(entry -> entry.reflector().value())
                .collect(Collectors.toSet());
        return new PastScope(
                hosts.stream().map(HostEntry::host).map(HostId::value).collect(Collectors.toSet()),
                reflectors,
                hosts.stream()
                        .flatMap(PastScope::prefixes)
                        .map(Prefix::toString)
                        .collect(Collectors.toSet()));
    }

    /// `docker07`, `host/docker07`, `rr01/docker07`, `rr01/h_…`: each word may be the name of something.
    private static Set<String> names(String subject) {
        return Set.copyOf(Arrays.asList(subject.split("/", -1)));
    }

    private static boolean speaksOf(HostEntry entry, Prefix wanted) {
        return prefixes(entry).anyMatch(prefix -> prefix.equals(wanted) || prefix.covers(wanted));
    }

    private static Stream<Prefix> prefixes(HostEntry entry) {
        return Stream.concat(
                entry.admitted().stream().map(subnet -> subnet.prefix()),
                entry.quarantined().stream().map(subnet -> subnet.prefix()));
    }

    /// Whether the record of a key belongs to the story.
    public boolean wants(Topic topic, String key) {
        return switch (topic) {
            case HOST_REPORTS -> hosts.contains(key);
            case APPLIES, CONFIGS, ROLLOUTS -> isOfNode(key);
            case SESSIONS, SESSION_TRANSITIONS -> reflectors.contains(before(key, '/'));
            case ROUTES -> prefixes.contains(before(key, '@'));
            case REFLECTOR_REPORTS -> reflectors.contains(key);
            case FLEET, RELEASES, DEAD_LETTER -> false;
        };
    }

    private boolean isOfNode(String key) {
        var name = key.substring(key.indexOf('/') + 1);
        var nodes = key.startsWith(NodeId.Kind.HOST.word() + "/") ? hosts : reflectors;
        return nodes.contains(name);
    }

    private static String before(String key, char separator) {
        int end = key.indexOf(separator);
        return end < 0 ? key : key.substring(0, end);
    }
}
