package io.heliograph.renderer.config;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.BgpOptions.AddPaths;
import io.heliograph.fleet.event.BgpOptions.LimitAction;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.renderer.view.HostPeer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Lines of a session that an option adds. An option that is not set adds nothing, not even a line with BIRD's
/// default: a configuration that says the same in other words is a new one, and applying it is not free.
final class SessionWords {
    /// What a filter adds to a route whose host is about to go: whoever hears of it prefers every other (RFC 8326). The
    /// community tells those outside, the preference those inside the AS.
    static final String GRACEFUL_SHUTDOWN = "bgp_community.add((65535, 0)); bgp_local_pref = 0; ";

    private SessionWords() {}

    /// RFC 5082. BIRD ends a session to change it, and a session with it on one end only never comes up.
    static String ttlSecurity(boolean on) {
        return on ? "\tttl security on;\n" : "";
    }

    /// A router that BFD finds gone is gone at once.
    static String bfd(boolean on) {
        return on ? "\tbfd on;\n" : "";
    }

    /// A reflector that BFD finds gone may have died for good, and its routes are kept as graceful restart has it:
    /// with `on` they would go with it, and what [#graceful] promises with them.
    static String bfdGraceful(boolean on) {
        return on ? "\tbfd graceful;\n" : "";
    }

    /// A reflector may die for good and hosts keep their routes; BIRD's default protects nothing.
    static String graceful(BgpOptions bgp) {
        return """
                	graceful restart on; graceful restart time %d;
                	long lived graceful restart on; long lived stale time %d;
                """.formatted(
                        bgp.gracefulRestartTime()
                                .orElse(BgpOptions.GRACEFUL_RESTART_TIME)
                                .toSeconds(),
                        bgp.longLivedStaleTime()
                                .orElse(BgpOptions.LONG_LIVED_STALE_TIME)
                                .toSeconds());
    }

    /// RFC 7911, on a reflector towards hosts; an option of the channel that BIRD ends the session to change.
    static String addPathsOfReflector(BgpOptions bgp) {
        return bgp.addPaths().map(paths -> addPaths(paths, "rx", "tx")).orElse("");
    }

    /// The other end of [#addPathsOfReflector].
    static String addPathsOfHost(BgpOptions bgp) {
        return bgp.addPaths().map(paths -> addPaths(paths, "tx", "rx")).orElse("");
    }

    private static String addPaths(AddPaths paths, String received, String sent) {
        return switch (paths) {
            case OFF -> "";
            case RX -> "add paths " + received + ";";
            case TX -> "add paths " + sent + ";";
        };
    }

    /// Options of a channel on its one line, each followed by a blank.
    static String inFront(String... options) {
        return Arrays.stream(options)
                .filter(option -> !option.isEmpty())
                .map(option -> option + " ")
                .collect(Collectors.joining());
    }

    static String action(LimitAction action) {
        return switch (action) {
            case WARN -> "warn";
            case BLOCK -> "block";
            case RESTART -> "restart";
            case DISABLE -> "disable";
        };
    }

    /// RFC 2385 or RFC 5925. The file lies beside the configuration and is written by the agent: the secret is in no
    /// record, and a configuration with another secret is the same configuration.
    static String password(Optional<SecretFile> secret) {
        return secret.map(SecretFile::inclusion).orElse("");
    }

    /// What a route of a host carries. It stands with the route itself, so that one network's change touches no filter.
    static String communities(ClusterEntry cluster, HostPeer host, Prefix prefix) {
        var all = new TreeSet<>(cluster.bgp().communities().orElse(List.of()));
        all.addAll(host.communities().getOrDefault(prefix, List.of()));
        return all.isEmpty() ? "" : all.stream().map(SessionWords::added).collect(Collectors.joining(" ", " { ", " }"));
    }

    static String added(Community community) {
        return switch (community) {
            case Community.Standard _ -> "bgp_community.add(" + tuple(community) + ");";
            case Community.Large _ -> "bgp_large_community.add(" + tuple(community) + ");";
        };
    }

    /// A community as BIRD writes it.
    static String tuple(Community community) {
        return switch (community) {
            case Community.Standard(var high, var low) -> "(" + high + ", " + low + ")";
            case Community.Large(var administrator, var first, var second) ->
                "(" + administrator + ", " + first + ", " + second + ")";
        };
    }

    static String nextHop(Upstream upstream) {
        return switch (upstream.nextHop().orElse(Upstream.NextHop.KEEP)) {
            case KEEP -> "next hop keep;";
            case SELF -> "next hop self;";
        };
    }
}
