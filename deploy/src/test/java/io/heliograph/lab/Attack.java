package io.heliograph.lab;

import io.heliograph.fleet.reason.ReasonCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a host's own BIRD can say to the reflectors when somebody who holds the host, or errs on it, writes its
/// configuration by hand; and the sign by which the fleet's health shows it.
enum Attack {
    ANOTHER_HOSTS_PREFIX(Sign.REFUSED),
    A_PART_OF_ANOTHER_HOSTS_PREFIX(Sign.REFUSED),
    A_PREFIX_THAT_COVERS_EVERYBODYS(Sign.REFUSED),
    THE_DEFAULT_ROUTE(Sign.REFUSED),
    MORE_PREFIXES_THAN_ANYBODY_HAS(Sign.FLOOD),
    ANOTHER_HOST_AS_NEXT_HOP(Sign.REFUSED),
    THE_REFLECTORS_IN_THE_CLUSTER_LIST(Sign.MISSING),
    A_REFLECTOR_AS_ORIGINATOR(Sign.MISSING_ON_RR01),
    A_WRONG_AS(Sign.BAD_AS),
    A_PASSWORD_THAT_NOBODY_SET(Sign.DOWN),
    ANOTHER_HOSTS_ADDRESS(Sign.DOWN),
    AN_ADDRESS_OF_NOBODY(Sign.STRANGER),
    THE_REFLECTORS_ROUTER_ID(Sign.ROUTER_ID);

    /// Where one sees it.
    enum Sign {
        /// Both reflectors tell, by the host's session, that prefixes are refused, and name them.
        REFUSED,
        /// Both reflectors end the session for the number of its prefixes.
        FLOOD,
        /// Both reflectors miss the host's own route.
        MISSING,
        MISSING_ON_RR01,
        /// The sessions do not come up, and say why.
        DOWN,
        BAD_AS,
        /// The first reflector refuses the session.
        ROUTER_ID,
        /// Both reflectors tell of an unknown address.
        STRANGER
    }

    /// More than a reflector is willing to keep of what it refuses.
    private static final int FLOOD = 1500;

    private static final String EXPORT = "export where source = RTS_STATIC;";

    private final Sign sign;

    Attack(Sign sign) {
        this.sign = sign;
    }

    Sign sign() {
        return sign;
    }

    /// The reason that a session shows.
    ReasonCode reason() {
        return switch (sign) {
            case REFUSED -> ReasonCode.ROUTES_FILTERED;
            case FLOOD -> ReasonCode.SESSION_LIMIT_HIT;
            case MISSING, MISSING_ON_RR01 -> ReasonCode.ROUTE_MISSING;
            case BAD_AS -> ReasonCode.SESSION_BAD_PEER_AS;
            case ROUTER_ID -> ReasonCode.SESSION_BAD_ROUTER_ID;
            case DOWN -> ReasonCode.SESSION_LOST;
            case STRANGER -> ReasonCode.PEER_UNKNOWN;
        };
    }

    /// The attacker's configuration, by hand from the one that its agent applied.
    String text(Scenery it) {
        return switch (this) {
            case ANOTHER_HOSTS_PREFIX,
                    A_PART_OF_ANOTHER_HOSTS_PREFIX,
                    A_PREFIX_THAT_COVERS_EVERYBODYS,
                    THE_DEFAULT_ROUTE -> announcing(it, "route " + named(it) + " blackhole;");
            case MORE_PREFIXES_THAN_ANYBODY_HAS ->
                announcing(
                        it,
                        IntStream.range(0, FLOOD)
                                .mapToObj(i -> "route 2001:db8:ffff:%x::/64 blackhole;".formatted(i))
                                .collect(Collectors.joining("\n")));
            case ANOTHER_HOST_AS_NEXT_HOP -> exporting(it, "bgp_next_hop = " + it.victimAddress() + ";");
            case THE_REFLECTORS_IN_THE_CLUSTER_LIST ->
                exporting(
                        it,
                        "bgp_cluster_list.add(" + pair(it.rr01RouterId()) + "); bgp_cluster_list.add("
                                + pair(it.rr02RouterId()) + ");");
            case A_REFLECTOR_AS_ORIGINATOR -> exporting(it, "bgp_originator_id = " + it.rr01RouterId() + ";");
            case A_WRONG_AS ->
                Scenery.replace(
                        it.honest(),
                        "local " + it.ownAddress() + " as 65001;",
                        "local " + it.ownAddress() + " as 65009;");
            case A_PASSWORD_THAT_NOBODY_SET ->
                Scenery.replace(it.honest(), "\tdirect;\n", "\tdirect;\n\tpassword \"guessed\";\n");
            case ANOTHER_HOSTS_ADDRESS -> from(it, it.victimAddress());
            case AN_ADDRESS_OF_NOBODY -> from(it, it.nobodysAddress());
            case THE_REFLECTORS_ROUTER_ID ->
                it.honest().replaceFirst("router id [0-9.]+;", "router id " + it.rr01RouterId() + ";");
        };
    }

    /// The prefix that the reason names.
    String named(Scenery it) {
        return switch (this) {
            case A_PART_OF_ANOTHER_HOSTS_PREFIX -> it.partOfVictims();
            case A_PREFIX_THAT_COVERS_EVERYBODYS -> it.aggregate();
            case THE_DEFAULT_ROUTE -> "::/0";
            case ANOTHER_HOST_AS_NEXT_HOP -> it.ownPrefix();
            case ANOTHER_HOSTS_PREFIX,
                    MORE_PREFIXES_THAN_ANYBODY_HAS,
                    THE_REFLECTORS_IN_THE_CLUSTER_LIST,
                    A_REFLECTOR_AS_ORIGINATOR,
                    A_WRONG_AS,
                    A_PASSWORD_THAT_NOBODY_SET,
                    ANOTHER_HOSTS_ADDRESS,
                    AN_ADDRESS_OF_NOBODY,
                    THE_REFLECTORS_ROUTER_ID -> it.victimPrefix();
        };
    }

    private static String announcing(Scenery it, String routes) {
        var own = "route " + it.ownPrefix() + " blackhole;";
        return Scenery.replace(it.honest(), own, own + "\n" + routes);
    }

    private static String exporting(Scenery it, String statements) {
        return Scenery.replace(
                it.honest(),
                EXPORT,
                "export filter { if source != RTS_STATIC then reject; " + statements + " accept; };");
    }

    private static String from(Scenery it, String address) {
        return Scenery.replace(it.honest(), "local " + it.ownAddress() + " as", "local " + address + " as");
    }

    /// A router id as BIRD's filters take it into a list: two numbers of 16 bits.
    private static String pair(String routerId) {
        var bytes = routerId.split("\\.");
        return "(%d, %d)"
                .formatted(
                        Integer.parseInt(bytes[0]) * 256 + Integer.parseInt(bytes[1]),
                        Integer.parseInt(bytes[2]) * 256 + Integer.parseInt(bytes[3]));
    }
}
