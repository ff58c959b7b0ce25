package io.heliograph.node.preflight;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with a Docker host whatever its networks are.
public final class HostChecks {
    private HostChecks() {}

    /// That IPv4 is not forwarded is told of the subnets that suffer from it alone.
    public static List<Reason> check(KernelFacts kernel) {
        var found = new ArrayList<Reason>();
        forwardingOff(kernel).ifPresent(found::add);
        found.addAll(acceptRaLost(kernel));
        kernel.neighbours().flatMap(table -> table.tooSmallFor(0)).ifPresent(found::add);
        return found;
    }

    static Optional<Reason> forwardingOff(KernelFacts kernel) {
        return kernel.forwarding()
                .filter(value -> value.equals("0"))
                .map(value -> Reason.of(ReasonCode.FORWARDING_OFF, value));
    }

    static Optional<Reason> forwarding4Off(KernelFacts kernel) {
        return kernel.forwarding4()
                .filter(value -> value.equals("0"))
                .map(value -> Reason.of(ReasonCode.IPV4_FORWARDING_OFF, value));
    }

    /// A machine that forwards no longer learns its default route, unless accept_ra is 2.
    static List<Reason> acceptRaLost(KernelFacts kernel) {
        if (kernel.forwarding().filter(value -> !value.equals("0")).isEmpty()) {
            return List.of();
        }
        return kernel.learnedDefaults().stream()
                .filter(learned -> learned.acceptRa().equals("1"))
                .map(learned -> Reason.of(ReasonCode.ACCEPT_RA_LOST, learned.device()))
                .toList();
    }
}
