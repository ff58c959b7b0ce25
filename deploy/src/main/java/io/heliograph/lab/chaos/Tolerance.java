package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;

/// What a strike may cost, and why: no more than BGP itself needs for the fault at hand.
///
/// @param mayGo whether the host's routes may go at all
/// @param afterMend for how long they may stay away once it is mended
/// @param reason for a person
public record Tolerance(boolean mayGo, Duration afterMend, String reason) {
    /// Docker's command has returned → the route is in Router1. Idle it is 0.1 s (the bench); here some twenty programs
    /// and their restarts share two cores.
    public static final Duration NEWS = Duration.ofSeconds(10);

    /// `docker network rm` has returned → the route is out of Router1. As above.
    public static final Duration WITHDRAWAL = Duration.ofSeconds(10);

    /// The health topics may be wrong about a session for so long: the agent looks each second, gives a BIRD that
    /// restarts 0.9 s, and shares its core with others.
    public static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

    /// A hand edit is told within so long: the agent looks each 10 s, and shares its core with others.
    public static final Duration DRIFT_TOLD = Duration.ofSeconds(15);

    /// A structural change is through: each reflector in turn has its hosts back (30 s) and holds its sessions for 30
    /// s.
    public static final Duration WAVES = Duration.ofMinutes(4);

    /// A container that answers five times a second is silent for longer than the cores' business explains.
    public static final Duration PING_GAP = Duration.ofMillis(1500);

    /// A host whose BIRD starts anew dials within 4 s; a reflector that has just lost it refuses for up to 10 s, and
    /// who is refused dials again within 4 s. The rest is for the start itself.
    static final Duration HOST_STARTS = Duration.ofSeconds(20);

    /// A host that lost its sessions waits up to 20 s before it dials again, so that a thousand hosts do not return
    /// in the same second, then dials within 4 s, and again within 4 s where a reflector still refuses it.
    static final Duration HOST_REDIALS = Duration.ofSeconds(30);

    /// Router1 dials each second; a reflector that has just lost it refuses for up to 10 s.
    static final Duration ROUTER_RETURNS = Duration.ofSeconds(15);

    /// The fleet is at rest again after the mending: a host has redialled, and a virtual machine that was killed has
    /// started on busy cores.
    public static final Duration REST = Duration.ofMinutes(2);

    private static final Tolerance NOTHING =
            new Tolerance(false, Duration.ZERO, "nothing of BGP is touched, or the other reflector carries it");

    /// What the strike may cost the routes of this host.
    public static Tolerance of(Strike strike, LabNode owner) {
        return switch (strike) {
            case Strike.Break(Fault fault) -> of(fault, owner);
            case Strike.BrokerStop _,
                    Strike.Poison _,
                    Strike.Duplicates _,
                    Strike.Reordered _,
                    Strike.Stale _,
                    Strike.Replay _,
                    Strike.Compaction _,
                    Strike.FullDisk _,
                    Strike.HandEdit _,
                    Strike.WrongClock _,
                    Strike.Structural _,
                    Strike.Clearance _ -> NOTHING;
        };
    }

    private static Tolerance of(Fault fault, LabNode owner) {
        if (Strike.touches(fault, "router1.bgpd") || Strike.isCut(fault, LabNode.ROUTER1)) {
            return new Tolerance(true, ROUTER_RETURNS, "Router1 itself has no BGP until it has redialled");
        }
        if (Strike.touches(fault, owner + ".bird")) {
            return new Tolerance(true, HOST_STARTS, "the host's own BIRD is gone; it dials within 4 s of its start");
        }
        if (Strike.isCut(fault, owner)) {
            return new Tolerance(true, HOST_REDIALS, "the host is unreachable; it waits up to 20 s and redials");
        }
        return NOTHING;
    }

    /// Whether what Docker does on the host meanwhile may become known only once the fleet is at rest again.
    static boolean delaysNews(Strike strike, LabNode owner) {
        return of(strike, owner).mayGo()
                || switch (strike) {
                    case Strike.BrokerStop _, Strike.Replay _ -> true;
                    case Strike.Compaction(LabNode away) -> away == owner;
                    case Strike.FullDisk(LabNode node) -> node == owner;
                    // What the brake holds waits for a person, and what else is in the same text with it.
                    case Strike.Clearance _ -> true;
                    // A wrong clock is no excuse: clocks are for display.
                    case Strike.Poison _,
                            Strike.Duplicates _,
                            Strike.Reordered _,
                            Strike.Stale _,
                            Strike.Structural _,
                            Strike.HandEdit _,
                            Strike.WrongClock _ -> false;
                    case Strike.Break(Fault fault) ->
                        strike.silences(owner)
                                || Strike.touches(fault, "mgmt.inventory")
                                || Strike.touches(fault, "mgmt.renderer")
                                || Strike.touches(fault, owner + ".engine");
                };
    }
}
