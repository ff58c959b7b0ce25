package io.heliograph.fleet.reason;

import static io.heliograph.fleet.reason.ReasonCode.Reach.COSTS;
import static io.heliograph.fleet.reason.ReasonCode.Reach.KEEPS;
import static io.heliograph.fleet.reason.ReasonCode.Severity.ERROR;
import static io.heliograph.fleet.reason.ReasonCode.Severity.INFO;
import static io.heliograph.fleet.reason.ReasonCode.Severity.WARNING;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Duration;
import java.util.Set;

/// The catalogue. A code is a contract: it is added, never renamed. Texts are `String.format` patterns over the
/// arguments, shared by message and mend.
public enum ReasonCode {
    // --- what came from outside cannot be read ---
    MALFORMED_JSON(ERROR, KEEPS, "Not JSON", "The record on %1$s is not readable JSON: %2$s.", "Send one JSON object."),
    TYPE_UNKNOWN(
            ERROR,
            KEEPS,
            "Unknown event type",
            "The record on %1$s has the type %2$s, expected %3$s.",
            "Set the CloudEvents header ce_type."),
    RECORD_TOO_LARGE(
            ERROR,
            KEEPS,
            "Record too large",
            "The record on %1$s has %2$s bytes, the limit is %3$s.",
            "Report fewer subnets or shorter labels."),
    KEY_MISMATCH(
            ERROR,
            KEEPS,
            "Key and value disagree",
            "The record's key is %1$s but its value speaks of %2$s.",
            "Key the record by the entity it describes."),
    FIELD_INVALID(ERROR, KEEPS, "Invalid field", "The field %1$s has the invalid value %2$s.", "See the JSON Schema."),
    NAME_INVALID(
            ERROR,
            KEEPS,
            "Invalid name",
            "'%1$s' is not a usable name.",
            "Use 1 to 63 letters, digits, dots, dashes and underscores; begin and end with a letter or digit."),
    ADDRESS_INVALID(ERROR, KEEPS, "Invalid address", "'%1$s' is not an IP address.", "Write it as 2001:db8::1."),
    PREFIX_INVALID(
            ERROR,
            KEEPS,
            "Invalid prefix",
            "'%1$s' is not a network prefix.",
            "Write it as 2001:db8:7::/64, without host bits."),
    ASN_INVALID(
            ERROR, KEEPS, "Invalid AS number", "%1$s is not a usable AS number.", "Use 1 to 4294967294, not 23456."),
    ROUTER_ID_INVALID(ERROR, KEEPS, "Invalid router id", "'%1$s' is not a router id.", "Write it as 192.0.2.1."),
    FLEET_FILE_INVALID(ERROR, KEEPS, "Fleet file refused", "%1$s: %2$s.", "Mend the file and apply it again."),

    // --- admission: who may announce what ---
    CLUSTER_UNKNOWN(
            ERROR,
            COSTS,
            "Unknown cluster",
            "Host %1$s reports for cluster %2$s, which is not declared.",
            "Declare the cluster, or correct HELIOGRAPH_CLUSTER on the host."),
    CLUSTER_IN_USE(
            ERROR,
            KEEPS,
            "Cluster in use",
            "Cluster %1$s still has %2$s members.",
            "Remove its hosts and reflectors first."),
    CLUSTER_HAS_CHILDREN(
            ERROR,
            KEEPS,
            "Cluster has children",
            "Cluster %1$s is the parent of %2$s.",
            "Declare its children without it first: they would lose their way out."),
    PARENT_UNKNOWN(
            ERROR,
            KEEPS,
            "Unknown parent",
            "Cluster %1$s names the parent %2$s, which is not declared.",
            "Declare the parent, in the same file if you like, or correct the name."),
    PARENT_CYCLE(
            ERROR,
            KEEPS,
            "Parents in a circle",
            "Cluster %1$s is above itself: %2$s.",
            "Give one of them another parent, or none."),
    PARENT_OTHER_AS(
            ERROR,
            KEEPS,
            "Parent of another AS",
            "Cluster %1$s is AS %2$s and its parent %3$s is AS %4$s.",
            "Reflection is for one AS. Make the reflectors of the one upstreams of the other."),
    AGGREGATES_OVERLAP(
            ERROR,
            KEEPS,
            "Aggregates overlap",
            "Aggregate %1$s of cluster %2$s overlaps %3$s of cluster %4$s, and one hierarchy joins both.",
            "Give each cluster of a hierarchy blocks of its own: reflectors take those of a cluster from it alone."),
    HOST_UNKNOWN(
            ERROR,
            COSTS,
            "Unknown host",
            "Host %1$s is not declared and cluster %2$s lets no newcomer join.",
            "Declare the host, or set join: open on the cluster."),
    HOST_REMOVED(
            ERROR,
            COSTS,
            "Removed host reports",
            "Host %1$s was removed and still reports.",
            "Stop its agent, or declare the host again."),
    CLUSTER_CHANGED(
            ERROR,
            COSTS,
            "Host changed cluster",
            "Host %1$s belongs to cluster %2$s and now reports for %3$s.",
            "Remove the host from %2$s first."),
    JOIN_NOT_APPROVED(
            WARNING,
            COSTS,
            "Host waits for approval",
            "Host %1$s wants to join cluster %2$s, where a person approves newcomers.",
            "heliograph host approve %1$s, or stop its agent."),
    JOIN_TOKEN_REFUSED(
            ERROR,
            COSTS,
            "No valid enrolment token",
            "Host %1$s wants to join cluster %2$s and proves no enrolment token of it (%3$s).",
            "Set HELIOGRAPH_JOIN_TOKEN on the host to a token whose key is in the cluster's joinKeys."),
    HOST_DRAINED(
            INFO,
            KEEPS,
            "Host is drained",
            "%1$s is not announced: host %2$s is drained by %3$s (%4$s).",
            "heliograph host undrain %2$s, or start its agent again."),
    HOST_STOPPING(
            WARNING,
            KEEPS,
            "Host drains itself",
            "The agent of host %1$s was asked to stop and drains the host itself.",
            "Start the agent again: that takes it back."),
    HOST_LEASE_EXPIRED(
            INFO,
            KEEPS,
            "Lease expired",
            "Host %1$s has not reported for %2$s and its sessions are down on every reflector.",
            "Nothing, if it is gone: heliograph host remove %1$s forgets it. Its next report brings it back."),
    PREFIX_OUTSIDE_AGGREGATES(
            ERROR,
            COSTS,
            "Outside the cluster's aggregates",
            "%1$s is in none of cluster %2$s's aggregates (%3$s).",
            "Create the network inside an aggregate, or extend the cluster."),
    DEFAULT_ROUTE_REFUSED(
            ERROR,
            COSTS,
            "Default route refused",
            "%1$s is a default route, which no host may announce.",
            "Give the Docker network a prefix of its own."),
    IPV4_NOT_CARRIED(
            ERROR,
            COSTS,
            "Sessions carry no IPv4",
            "%1$s is IPv4, host %2$s has the address %3$s, and the sessions of cluster %4$s carry IPv6 only.",
            "Set bgp.ipv4: EXTENDED_NEXT_HOP on cluster %4$s, or give the network an IPv6 subnet."),
    PREFIX_LENGTH_REFUSED(
            ERROR,
            COSTS,
            "Prefix length refused",
            "%1$s is not between /%2$s and /%3$s.",
            "Create the network with a length inside the cluster's bounds."),
    PREFIX_SPECIAL(
            ERROR,
            COSTS,
            "Special-purpose range",
            "%1$s lies in %2$s (%3$s), which cluster %4$s does not allow.",
            "Use a globally routed prefix, or list the range in allowSpecialRanges."),
    PREFIX_TAKEN(
            ERROR,
            COSTS,
            "Prefix taken",
            "%1$s is reported by %2$s and overlaps %3$s held by %4$s, which keeps it.",
            "Give %2$s a prefix of its own."),
    POOL_TAKEN(
            ERROR,
            KEEPS,
            "Pool taken",
            "The pool %1$s of %2$s overlaps %3$s, which is %4$s's.",
            "Give %2$s a block in which nobody else has anything."),
    NETWORK_OUTSIDE_POOL(
            WARNING,
            KEEPS,
            "Network outside the host's pools",
            "Network %1$s has %2$s, which is in none of the host's pools (%3$s): it is announced only once it is admitted.",
            "Let Docker take its networks from the pool (default-address-pools), and create the network again."),
    SUBNET_LIMIT(
            ERROR,
            COSTS,
            "Too many subnets",
            "Host %2$s reports more than %3$s subnets; %1$s is beyond the limit.",
            "Raise subnetsPerHost on the cluster, or remove networks."),
    LABEL_INVALID(
            WARNING,
            COSTS,
            "Invalid label",
            "Network %1$s has the label %2$s with a value that cannot be used: '%3$s'.",
            "Correct the label on the Docker network."),
    COMMUNITY_REFUSED(
            ERROR,
            COSTS,
            "Community refused",
            "Network %1$s asks for the community %2$s, which cluster %3$s does not let its networks have.",
            "List it in the cluster's bgp.networkCommunities, or create the network without it."),
    ADDRESS_TAKEN(
            ERROR,
            COSTS,
            "Address taken",
            "Host %1$s reports the address %2$s, which belongs to %3$s.",
            "Give each node an address of its own."),
    PROTOCOL_NAME_TAKEN(
            ERROR,
            COSTS,
            "Name hash taken",
            "The names %1$s and %2$s give the same BIRD protocol name.",
            "Rename one of the two."),
    IDENTITY_DUPLICATE(
            ERROR,
            KEEPS,
            "Two agents with one identity",
            "Two agents report as host %1$s (instances %2$s and %3$s); the first is obeyed.",
            "Give the cloned machine a name of its own and delete its agent's state folder."),
    REPORT_STALE(
            INFO,
            KEEPS,
            "Older report",
            "A report of %1$s with version %2$s came after version %3$s and was dropped.",
            "Nothing to do."),

    // --- Docker networks that are not announced ---
    NETWORK_DRIVER_UNSUPPORTED(
            INFO,
            COSTS,
            "Driver is not routed",
            "Network %1$s uses the driver %2$s, whose subnets are not routed through the host.",
            "Use bridge, or ipvlan in l3 mode."),
    NETWORK_OPTED_OUT(
            INFO,
            COSTS,
            "Not announced on request",
            "Network %1$s carries the label heliograph.advertise=false.",
            "Create the network without the label to announce it."),
    NETWORK_WITHOUT_IPV6(
            INFO, COSTS, "No IPv6 subnet", "Network %1$s has no IPv6 subnet.", "Create it with --ipv6 and a --subnet."),
    NETWORK_IPV4_OUTSIDE(
            INFO,
            COSTS,
            "Only an IPv4 subnet of the host's own",
            "Network %1$s has no IPv6 subnet, and %2$s lies in none of the cluster's IPv4 aggregates (%3$s).",
            "Create it with a --subnet inside an aggregate to announce it."),
    NETWORK_INTERNAL(
            INFO,
            COSTS,
            "Internal network",
            "Network %1$s is internal.",
            "Create it without --internal to announce it."),

    // --- preflight: routed, and still not reachable ---
    ENGINE_UNREACHABLE(
            ERROR,
            KEEPS,
            "Docker engine unreachable",
            "The Docker engine at %1$s does not answer: %2$s.",
            "Start the engine; the last report stands until then."),
    FORWARDING_OFF(
            ERROR,
            COSTS,
            "Forwarding is off",
            "net.ipv6.conf.all.forwarding is %1$s.",
            "sysctl -w net.ipv6.conf.all.forwarding=1, and keep it in /etc/sysctl.d."),
    FORWARD_POLICY_DROP(
            ERROR,
            COSTS,
            "The firewall drops forwarded packets",
            "ip6tables FORWARD has the policy %1$s and no rule lets %2$s in.",
            "Accept traffic to the subnet in DOCKER-USER, or set \"ip6tables\": false in Docker's daemon.json."),
    GATEWAY_MODE_NAT(
            ERROR,
            COSTS,
            "Docker hides the network behind NAT",
            "Network %1$s has the gateway mode %2$s, in which Docker %3$s refuses direct routing.",
            "Create it with -o com.docker.network.bridge.gateway_mode_ipv6=routed."),
    IPV4_FORWARDING_OFF(
            ERROR,
            COSTS,
            "Forwarding of IPv4 is off",
            "net.ipv4.ip_forward is %1$s.",
            "sysctl -w net.ipv4.ip_forward=1, and keep it in /etc/sysctl.d."),
    IPV4_FORWARD_POLICY_DROP(
            ERROR,
            COSTS,
            "The firewall drops forwarded IPv4 packets",
            "iptables FORWARD has the policy %1$s and no rule lets %2$s in.",
            "Accept traffic to the subnet in DOCKER-USER, or set \"iptables\": false in Docker's daemon.json."),
    IPV4_GATEWAY_MODE_NAT(
            ERROR,
            COSTS,
            "Docker hides the network's IPv4 behind NAT",
            "Network %1$s has the IPv4 gateway mode %2$s, in which Docker %3$s refuses direct routing.",
            "Create it with -o com.docker.network.bridge.gateway_mode_ipv4=routed."),
    IPV4_MASQUERADED(
            WARNING,
            KEEPS,
            "Containers hide behind the host's IPv4",
            "Network %1$s masquerades: what a container of %2$s begins leaves with an address of its host.",
            "Create it with -o com.docker.network.bridge.enable_ip_masquerade=false."),
    ACCEPT_RA_LOST(
            WARNING,
            COSTS,
            "Router advertisements are ignored",
            "Forwarding is on and accept_ra on %1$s is 1, so the default route will expire.",
            "sysctl -w net.ipv6.conf.%1$s.accept_ra=2."),
    PREFIX_NOT_ROUTED(
            ERROR,
            COSTS,
            "The host does not route the subnet to its network",
            "The host has no address of %1$s on %2$s, the bridge of network %3$s: it does not route what comes for it.",
            "Set net.ipv6.conf.%2$s.disable_ipv6 to 0, and create network %3$s again."),
    NEIGHBOUR_TABLE_SMALL(
            WARNING,
            COSTS,
            "The neighbour table is too small",
            "The kernel keeps %1$s neighbours (gc_thresh3) for all its links, and %2$s are needed here: set %3$s.",
            "sysctl -w net.ipv6.neigh.default.gc_thresh3=%3$s, and keep it in /etc/sysctl.d."),
    FILE_LIMIT_LOW(
            WARNING,
            COSTS,
            "BIRD may open too few files",
            "BIRD may open %1$s files and has %2$s sessions, each of which takes one: let it open %3$s.",
            "Set LimitNOFILE=%3$s in BIRD's unit, or prlimit --nofile=%3$s on the process."),
    STATE_NOT_WRITABLE(
            ERROR,
            KEEPS,
            "The agent's folder cannot be written",
            "The agent cannot write to %1$s: %2$s.",
            "Make room, or give the folder to the user that the agent runs as."),
    AGENT_UNREACHABLE(
            ERROR,
            KEEPS,
            "The agent does not answer",
            "The agent at %1$s does not answer: %2$s.",
            "Start it: systemctl start heliograph-host-agent or heliograph-rr-agent; BIRD keeps what it has."),
    AGENT_NOT_READY(
            WARNING,
            KEEPS,
            "The agent is not ready",
            "The agent at %1$s says that %2$s is not well.",
            "See the other checks: what the agent lacks is named there."),
    CLOCK_OFF(
            WARNING,
            KEEPS,
            "The clock is off",
            "The clock of this machine is %1$s off that of the inventory.",
            "Start a time service; the times that are shown are wrong until then, and nothing else."),

    // --- applying a configuration ---
    BIRD_UNREACHABLE(
            ERROR,
            KEEPS,
            "BIRD does not answer",
            "BIRD's control socket %1$s does not answer: %2$s.",
            "Start BIRD; the configuration is applied when it returns."),
    BIRD_TOO_OLD(
            ERROR,
            COSTS,
            "BIRD is too old",
            "BIRD %1$s is not supported.",
            "Install BIRD 2.0.12 or later, or 3.1.8 or later."),
    CONFIG_REFUSED_BY_BIRD(
            ERROR,
            KEEPS,
            "BIRD refuses the configuration",
            "BIRD refuses revision %1$s at line %2$s: %3$s.",
            "The last good configuration stays. Report this: the renderer wrote what BIRD does not read."),
    CONFIG_TRUNCATED(
            ERROR,
            KEEPS,
            "The configuration is not whole",
            "Revision %1$s says that it has %2$s peers, and has %3$s.",
            "The last good configuration stays. Report this: the text was cut on its way, or written wrongly."),
    CONFIG_NO_PEERS(
            ERROR,
            KEEPS,
            "A reflector without peers",
            "Revision %1$s has no peers, and does not say that this is meant.",
            "The last good configuration stays. Report this: nothing is not the same as none."),
    CONFIG_DUPLICATE_NEIGHBOR(
            ERROR,
            KEEPS,
            "Two sessions with one neighbour",
            "%2$s and %3$s both have the neighbour %4$s; BIRD would leave one of them idle for ever (revision %1$s).",
            "Give each peer an address of its own."),
    CONFIG_SELF_NEIGHBOR(
            ERROR,
            KEEPS,
            "A session with itself",
            "%2$s has the node's own address %3$s as its neighbour (revision %1$s).",
            "Correct the peer's address."),
    CONFIG_EMPTY_SET(
            ERROR,
            KEEPS,
            "An empty set",
            "%2$s has an empty set (revision %1$s).",
            "Report this: a list without elements must be written as none, or it may come to mean all."),
    CONFIG_BROAD_SET(
            ERROR,
            KEEPS,
            "A set that matches too much",
            "%2$s matches %3$s, which is more than the prefixes that it is for (revision %1$s).",
            "Report this: a host's session accepts exactly its admitted prefixes."),
    CONFIG_NO_CHANNEL(
            ERROR,
            KEEPS,
            "A session without routes",
            "%2$s has no channel of any address family (revision %1$s).",
            "Report this: such a session comes up and carries nothing."),
    CONFIG_IMPLICIT_POLICY(
            ERROR,
            KEEPS,
            "A channel without a policy",
            "%2$s leaves %3$s of its channel %4$s to BIRD, which takes everything on iBGP (revision %1$s).",
            "Report this: import and export are always written out."),
    CONFIG_BOTH_PASSIVE(
            ERROR,
            KEEPS,
            "Nobody connects",
            "%2$s is passive, and so is the reflector at its other end (revision %1$s).",
            "Report this: a host dials its reflectors."),
    CONFIG_ROUTER_ID_CLASH(
            ERROR,
            KEEPS,
            "Two routers with one id",
            "The router id %2$s is also that of %3$s (revision %1$s).",
            "Give each node a router id of its own."),
    CONFIG_INCLUDE_PATTERN(
            ERROR,
            KEEPS,
            "An include that may find nothing",
            "%2$s is a pattern; one that matches no file is no error to BIRD (revision %1$s).",
            "Include files by their names."),
    CONFIG_IMPORT_TABLE(
            ERROR,
            KEEPS,
            "An import table",
            "%2$s has an import table, which breaks recursive next hops (revision %1$s).",
            "Report this: a changed filter reads its channel again without one."),
    CONFIG_PREFIXES_LOST(
            ERROR,
            KEEPS,
            "Rolled back for its routes",
            "Revision %1$s was undone: %2$s of the %3$s networks that should have stayed came back.",
            "Look at what the sessions send; the former configuration is back."),
    CONFIG_REVISION_MISMATCH(
            ERROR,
            KEEPS,
            "Text and revision disagree",
            "The configuration's text has the hash %2$s, its record says %1$s.",
            "The record was damaged on its way; it is ignored."),
    CONFIG_NOT_STORED(
            ERROR,
            KEEPS,
            "Configuration cannot be written",
            "Revision %1$s cannot be written to disk: %2$s.",
            "Make room, or correct the folder's permissions; it is tried again."),
    SECRET_MISSING(
            ERROR,
            KEEPS,
            "Secret missing",
            "Revision %1$s needs the secret %2$s, and %3$s.",
            "Put the secret there, in one line; the agent looks again by itself, and the last good configuration stays."),
    CONFIG_ROLLED_BACK(
            ERROR,
            KEEPS,
            "Configuration rolled back",
            "Revision %1$s was undone: %2$s.",
            "Look at what is named; the former configuration is back."),
    CONFIG_HELD(
            WARNING,
            KEEPS,
            "Configuration held",
            "Revision %1$s would cost %2$s and waits for a person.",
            "heliograph rollout release, or remove the cause."),
    CONFIG_DRIFT(
            WARNING,
            KEEPS,
            "BIRD was configured by hand",
            "BIRD on %1$s was reconfigured at %2$s, not by its agent.",
            "Undo the hand edit, or let the next revision replace it."),
    CONFIG_FILE_DRIFT(
            WARNING,
            KEEPS,
            "BIRD's file was changed by hand",
            "What BIRD on %1$s starts from is not what its agent wrote: %2$s.",
            "Put the file back, or let the next revision replace it."),
    ROLLOUT_WAITING(
            INFO,
            KEEPS,
            "Waits for its turn",
            "Revision %1$s of %2$s waits: %3$s.",
            "Nothing to do: it goes when its turn comes."),
    ROLLOUT_STOPPED(
            ERROR,
            KEEPS,
            "The rollout has stopped",
            "Revision %1$s of %2$s does not go: %3$s.",
            "Mend that node or undo the change; heliograph rollout release %2$s sends it all the same."),
    HOST_SET_ASIDE(
            ERROR,
            COSTS,
            "Host set aside",
            "BIRD on %2$s refuses the part of %1$s: %3$s.",
            "Change the host's declaration or its networks; until then no reflector has a session with it."),
    NOTHING_WAITS(
            ERROR,
            KEEPS,
            "Nothing to release",
            "Nothing waits on its way to %1$s.",
            "heliograph rollout status shows what waits."),
    REVISION_NOT_WAITING(
            ERROR,
            KEEPS,
            "Another revision waits",
            "Revision %2$s does not wait on its way to %1$s; %3$s does.",
            "Look at what waits now with heliograph rollout status, and release revision %3$s."),
    RISK_NOT_ACCEPTED(
            ERROR,
            KEEPS,
            "The risk was not accepted",
            "To release %1$s risks %2$s; accepted was '%3$s'.",
            "If that is wanted: --accept-risk=%2$s."),
    NODE_NOT_RENDERED(
            ERROR,
            KEEPS,
            "No configuration can be rendered",
            "%1$s cannot be rendered: %2$s.",
            "Correct the declaration; the former configuration stays."),

    // --- sessions ---
    SESSION_NOT_YET(
            INFO, COSTS, "Session not yet up", "The session with %1$s is %2$s.", "Wait, or check the peer's BIRD."),
    SESSION_LOST(
            ERROR,
            COSTS,
            "Session lost",
            "The session with %1$s went down: %2$s.",
            "Check the peer and the path to it."),
    SESSION_BAD_PEER_AS(
            ERROR,
            COSTS,
            "Wrong AS number",
            "The session with %1$s failed: %2$s.",
            "Correct the AS number on one of the two sides."),
    SESSION_BAD_ROUTER_ID(
            ERROR,
            COSTS,
            "Router id taken",
            "The session with %1$s failed over its router id: %2$s.",
            "Give the peer a router id of its own; it has the reflector's."),
    SESSION_ADMIN_DOWN(
            WARNING,
            COSTS,
            "Session shut by an operator",
            "The session with %1$s was shut: %2$s.",
            "birdc enable, where it was disabled."),
    SESSION_LIMIT_HIT(
            ERROR,
            COSTS,
            "Prefix limit exceeded",
            "The session with %1$s hit a limit: %2$s.",
            "Find out why the peer sends so many prefixes."),
    SESSION_HOLD_EXPIRED(
            ERROR,
            COSTS,
            "Hold timer expired",
            "The session with %1$s went silent: %2$s.",
            "Check the peer and the path to it."),
    SESSION_REFUSED(
            ERROR,
            COSTS,
            "Peer refuses the connection",
            "The peer %1$s refuses: %2$s.",
            "Start BIRD on the peer; check addresses and passwords."),
    ROUTES_FILTERED(
            WARNING,
            KEEPS,
            "Peer announces what was not admitted",
            "%1$s announces prefixes that are refused, %2$s in number: %3$s.",
            "Undo the hand edit in its BIRD, or create the networks in Docker so that they are admitted."),
    PEER_UNKNOWN(
            WARNING,
            KEEPS,
            "Connection from an unknown address",
            "%1$s tried to connect and is no peer of this reflector.",
            "Declare the host, or stop its BIRD."),

    // --- routes ---
    ROUTE_MISSING(
            ERROR,
            COSTS,
            "Route not received",
            "%1$s is admitted for %2$s but %3$s has not received it.",
            "Check the session, and the host's applied configuration."),
    NEXT_HOP_UNRESOLVED(
            ERROR,
            COSTS,
            "Next hop not reachable",
            "%1$s is known on %2$s but its next hop %3$s does not resolve.",
            "Give the reflector a route to the host."),
    PROBE_FAILED(
            ERROR,
            COSTS,
            "Routed, and no container answers",
            "The route of %1$s stands, and its container %2$s on %4$s answers no ping of %3$s.",
            "Ping %2$s on %4$s itself: no answer there is the container's own. Else see what %4$s drops (nft list ruleset: "
                    + "FORWARD, DOCKER-USER), the network's gateway mode, forwarding, and its way back to the reflector."),

    // --- the control plane ---
    KAFKA_UNREACHABLE(
            ERROR,
            KEEPS,
            "Kafka does not answer",
            "No broker answers at %1$s.",
            "Start the broker or set KAFKA_BOOTSTRAP_SERVERS; routes stay as they are."),
    INVENTORY_UNREACHABLE(
            ERROR,
            KEEPS,
            "The inventory does not answer",
            "The inventory service at %1$s does not answer: %2$s.",
            "Start it, or set HELIOGRAPH_URL; routes stay as they are."),
    AGENT_SILENT(
            WARNING,
            KEEPS,
            "Agent is silent",
            "Nothing has been heard of the agent of %1$s since %2$s: how it is now is not known.",
            "Start the agent, or mend its way to the bus; routes stay as they are."),
    BUS_SILENT(
            ERROR,
            KEEPS,
            "No agent is heard",
            "Nothing has been heard of any agent since %1$s: what is shown is what was known then.",
            "Look at the brokers and at the network to them; routes stay as they are."),
    TOPIC_DRIFT(
            WARNING,
            KEEPS,
            "Topic differs from its contract",
            "Topic %1$s has %2$s=%3$s, expected %4$s.",
            "kafka-configs.sh --alter, or recreate the topic."),
    NOT_FOUND(ERROR, KEEPS, "Not found", "There is no %1$s %2$s.", "heliograph status shows what there is."),
    @JsonEnumDefaultValue
    UNLISTED(
            INFO,
            KEEPS,
            "Reason of a newer version",
            "This version does not know the reason '%1$s'.",
            "Upgrade the program that shows this."),
    CHANGED_MEANWHILE(
            ERROR,
            KEEPS,
            "Changed meanwhile",
            "The %1$s %2$s is not what it was when you read it: somebody changed it meanwhile.",
            "Read it again, and decide by what it is now."),
    REQUEST_INVALID(ERROR, KEEPS, "Invalid request", "%1$s.", "See the API description at /q/openapi.");

    /// How loudly a reason is told.
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    /// Whether something cannot be reached for this reason.
    public enum Reach {
        COSTS,
        KEEPS
    }

    private static final Duration SESSION_SETTLES = Duration.ofSeconds(10);

    private final Severity severity;
    private final Reach reach;
    private final String title;
    private final String message;
    private final String mend;

    ReasonCode(Severity severity, Reach reach, String title, String message, String mend) {
        this.severity = severity;
        this.reach = reach;
        this.title = title;
        this.message = message;
        this.mend = mend;
    }

    public Severity severity() {
        return severity;
    }

    public boolean costsReachability() {
        return reach == COSTS;
    }

    public String title() {
        return title;
    }

    String message() {
        return message;
    }

    String mend() {
        return mend;
    }

    /// The message for those who read of the reason in general: each argument as `…`.
    public String messageText() {
        return general(message);
    }

    /// The mend for those who read of the reason in general: each argument as `…`.
    public String mendText() {
        return general(mend);
    }

    private static String general(String pattern) {
        return pattern.replaceAll("%\\d\\$s", "…").replace("%%", "%");
    }

    /// The reasons that explain this one: where one of them holds of what this depends on, this is not told beside it.
    public Set<ReasonCode> explainedBy() {
        return Causes.of(this);
    }

    /// Where the documents tell of it, from their root.
    public String page() {
        return "reasons/" + name() + ".md";
    }

    /// How long the reason must hold before it is shown as trouble: what mends itself at once should not flicker.
    public Duration showsAfter() {
        return this == SESSION_NOT_YET || this == ROUTE_MISSING || this == ROUTES_FILTERED
                ? SESSION_SETTLES
                : Duration.ZERO;
    }
}
