package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import java.util.Optional;

/// Which version of a program runs somewhere, and what it stands on.
///
/// @param program `inventory`, `config-renderer`, `host-agent` or `rr-agent`
/// @param node where it runs; absent for the services
/// @param version as it said last; absent while it has said nothing, or is older than such words
/// @param bird the version of the node's BIRD
/// @param docker the version of the host's engine
/// @param kernel the release of the node's kernel
public record VersionView(
        String program,
        Optional<NodeId> node,
        Optional<ClusterId> cluster,
        Optional<String> version,
        Optional<String> bird,
        Optional<String> docker,
        Optional<String> kernel) {
    public static VersionView ofService(String program, Optional<String> version) {
        return new VersionView(
                program,
                Optional.empty(),
                Optional.empty(),
                version,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
