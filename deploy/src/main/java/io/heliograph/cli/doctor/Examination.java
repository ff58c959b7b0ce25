package io.heliograph.cli.doctor;

import io.heliograph.cli.doctor.NodeSight.Engine;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.preflight.HostChecks;
import io.heliograph.node.preflight.Preflight;
import io.heliograph.node.preflight.ReflectorChecks;
import io.heliograph.node.subnets.SubnetSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was looked at on a node, check by check, and what came of it. The rules are those of the agents.
///
/// @param checks in the order in which a packet, and then a configuration, would meet what they are about
public record Examination(NodeSettings node, List<Check> checks) {
    /// Clocks that differ by less are told nothing by: the answer itself took a while.
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private static final Set<ReasonCode> CONTROL_PLANE =
            EnumSet.of(ReasonCode.KAFKA_UNREACHABLE, ReasonCode.INVENTORY_UNREACHABLE);

    public Examination {
        checks = List.copyOf(checks);
    }

    public static Examination of(NodeSettings node, NodeSight sight, Instant now) {
        var found = node.role() == NodeSettings.Role.HOST ? ofHost(node, sight) : ofReflector(sight);
        var checks = new ArrayList<Check>();
        if (node.role() == NodeSettings.Role.HOST) {
            checks.add(engine(node, sight));
            checks.add(named(
                    "forwarding",
                    sight.kernel().forwarding().orElse("unknown"),
                    found,
                    ReasonCode.FORWARDING_OFF,
                    ReasonCode.IPV4_FORWARDING_OFF));
            checks.add(
                    named("firewall", "", found, ReasonCode.FORWARD_POLICY_DROP, ReasonCode.IPV4_FORWARD_POLICY_DROP));
            checks.add(named(
                    "gateway-mode",
                    "",
                    found,
                    ReasonCode.GATEWAY_MODE_NAT,
                    ReasonCode.IPV4_GATEWAY_MODE_NAT,
                    ReasonCode.IPV4_MASQUERADED));
            checks.add(named("bridges", "", found, ReasonCode.PREFIX_NOT_ROUTED));
        }
        checks.add(named("default-route", "", found, ReasonCode.ACCEPT_RA_LOST));
        checks.add(named("neighbours", "", found, ReasonCode.NEIGHBOUR_TABLE_SMALL));
        checks.add(bird(sight));
        if (node.role() == NodeSettings.Role.REFLECTOR) {
            checks.add(named("files", "", found, ReasonCode.FILE_LIMIT_LOW));
        }
        checks.add(configuration(sight, now));
        checks.add(Check.of("secrets", "", sight.machine().unreadable()));
        checks.add(Check.of(
                "state",
                node.stateFolder().toString(),
                sight.machine().state().stream().toList()));
        checks.add(Check.of("agent", node.agent().toString(), sight.agent()));
        checks.add(Check.of("bus", "", sight.bus().stream().toList()));
        inventory(sight, checks);
        return new Examination(node, checks);
    }

    private static List<Reason> ofHost(NodeSettings node, NodeSight sight) {
        return sight.engine()
                .map(engine -> switch (engine) {
                    case Engine.Seen seen ->
                        Preflight.check(
                                        SubnetSelection.select(seen.networks(), sight.ipv4())
                                                .announced(),
                                        seen.networks(),
                                        seen.version(),
                                        sight.kernel())
                                .all();
                    case Engine.Silent _ -> HostChecks.check(sight.kernel());
                })
                .orElseThrow(() -> new IllegalStateException("a host without an engine: " + node.name()));
    }

    private static List<Reason> ofReflector(NodeSight sight) {
        return sight.bird()
                .map(bird -> ReflectorChecks.check(sight.kernel(), bird, sight.fileLimit(), sight.load()))
                .orElse(List.of());
    }

    private static Check engine(NodeSettings node, NodeSight sight) {
        return switch (sight.engine().orElseThrow()) {
            case Engine.Seen seen ->
                Check.of(
                        "engine",
                        "Docker " + seen.version() + ", " + seen.networks().size() + " networks",
                        List.of());
            case Engine.Silent(var why) ->
                Check.of("engine", "", List.of(Reason.of(ReasonCode.ENGINE_UNREACHABLE, node.engine(), why)));
        };
    }

    private static Check named(String name, String detail, List<Reason> found, ReasonCode... codes) {
        var mine = Set.of(codes);
        return Check.of(
                name,
                detail,
                found.stream().filter(reason -> mine.contains(reason.code())).toList());
    }

    private static Check bird(NodeSight sight) {
        return sight.bird()
                .map(bird -> Check.of(
                        "bird",
                        bird.version().map(version -> "BIRD " + version).orElse(""),
                        bird.check().stream().toList()))
                .orElseGet(() -> Check.skipped("bird", "the host has none: reflectors originate its subnets"));
    }

    private static Check configuration(NodeSight sight, Instant now) {
        return sight.configuration()
                .map(it -> Check.of("configuration", "since " + age(it.since(), now), List.of()))
                .orElseGet(() -> Check.skipped("configuration", "none was applied here yet"));
    }

    private static String age(Instant since, Instant now) {
        var age = Duration.between(since, now);
        return age.toDays() > 0
                ? age.toDays() + "d" + age.toHoursPart() + "h"
                : age.toHours() > 0
                        ? age.toHours() + "h" + age.toMinutesPart() + "m"
                        : age.toMinutes() + "m" + age.toSecondsPart() + "s";
    }

    private static void inventory(NodeSight sight, List<Check> checks) {
        if (sight.fleet().isEmpty()) {
            checks.add(Check.skipped("inventory", "HELIOGRAPH_URL does not say where it is"));
            return;
        }
        var fleet = sight.fleet().get();
        checks.add(Check.of("inventory", "", fleet.unreachable().stream().toList()));
        if (fleet.unreachable().isPresent()) {
            return;
        }
        fleet.clockOff().ifPresent(off -> checks.add(clock(off)));
        checks.add(fleet.patient()
                .map(patient -> Check.of("fleet", "", patient.troubles()))
                .orElseGet(() -> Check.skipped("fleet", "it does not know this node")));
    }

    private static Check clock(Duration off) {
        var seconds = off.abs().toSeconds() + " s";
        return Check.of(
                "clock",
                off.abs().toMillis() + " ms off",
                off.abs().compareTo(CLOCK) > 0 ? List.of(Reason.of(ReasonCode.CLOCK_OFF, seconds)) : List.of());
    }

    public boolean isHealthy() {
        return checks.stream().noneMatch(Check::isTrouble);
    }

    /// Whether nothing is wrong but that the control plane does not answer: routes stand as they are. What the agent
    /// says of itself follows from that.
    public boolean lacksOnlyTheControlPlane() {
        var rest = EnumSet.noneOf(ReasonCode.class);
        rest.addAll(codes());
        boolean cut = rest.removeAll(CONTROL_PLANE);
        rest.remove(ReasonCode.AGENT_NOT_READY);
        return cut && rest.isEmpty();
    }

    /// Whether something is still found that is among both.
    public boolean hasAny(Set<ReasonCode> some, Set<ReasonCode> before) {
        return codes().stream().anyMatch(code -> some.contains(code) && before.contains(code));
    }

    /// Everything that was found.
    public Set<ReasonCode> codes() {
        return checks.stream()
                .flatMap(check -> check.reasons().stream())
                .map(Reason::code)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReasonCode.class)));
    }
}
