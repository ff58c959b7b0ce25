package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.linux.Ping;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.linux.Remains;
import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabName;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A lab under test, and what one does and sees in it.
final class LabJourney implements AutoCloseable {
    /// Two cores that run eight virtual machines; each figure of the bench is far below.
    static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration SETTLES = Duration.ofSeconds(3);
    private static final Duration PING = Duration.ofSeconds(15);

    private final Lab lab;
    private final Convergence convergence;

    private LabJourney(Lab lab) {
        this.lab = lab;
        this.convergence = new Convergence(lab);
    }

    static LabJourney begin(String name, List<Path> roots) {
        return begin(name, roots, Map.of());
    }

    /// @param variables settings that every process of the lab gets
    static LabJourney begin(String name, List<Path> roots, Map<String, String> variables) {
        var settings = LabFolder.settings(LabHome.find(System.getenv()), new LabName(name), false, roots);
        var lab = new Lab(settings, variables);
        var start = new LabStart(lab, System.err::println);
        start.check();
        try {
            start.up();
            return new LabJourney(lab);
        } catch (RuntimeException e) {
            System.err.println("logs: " + LabFolder.saveLogs(settings));
            new LabStop(lab).down();
            lab.close();
            throw e;
        }
    }

    Lab lab() {
        return lab;
    }

    Convergence.Created createNetwork(LabNode host, int number) {
        return convergence.create(host, number, List.of());
    }

    void startContainer(Convergence.Created created) {
        convergence.startContainer(created);
    }

    /// A network becomes a route in Router1's kernel, and its container answers Router1.
    Convergence.Created createReachable(LabNode host, int number, String... options) {
        var created = convergence.create(host, number, List.of(options));
        assertThat(convergence.awaitRoute(created)).as("route of " + created).isPresent();
        startContainer(created);
        assertAnswers(created);
        return created;
    }

    void assertAnswers(Convergence.Created created) {
        assertThat(Ping.from(lab.namespace(LabNode.ROUTER1), created.address(), PING))
                .as("ping from Router1 to " + created)
                .isPresent();
    }

    void assertRemoves(Convergence.Created created) {
        assertThat(convergence.remove(created)).as("withdrawal of " + created).isPresent();
        // One reflector may still offer the route that the other has just withdrawn.
        assertSoon("route of " + created + " stays away", () -> !hasRoute(created));
    }

    boolean hasRoute(Convergence.Created created) {
        var command = Command.inNamespace(
                lab.namespace(LabNode.ROUTER1),
                List.of("ip", "-6", "route", "show", created.prefix().toString()));
        return !Command.run(command, Map.of(), "").output().isBlank();
    }

    void assertSoon(String what, BooleanSupplier condition) {
        assertWithin(SOON, what, condition);
    }

    void assertWithin(Duration limit, String what, BooleanSupplier condition) {
        assertThat(Probe.await(limit, condition)).as(what).isTrue();
    }

    void make(String fault) {
        new LabFaults(lab).make(Fault.named(List.of(fault)).orElseThrow());
    }

    void mend(String fault) {
        new LabFaults(lab).mend(Fault.named(List.of(fault)).orElseThrow());
    }

    /// While the fault holds and while it is mended, Router1 never loses the route, not for a moment.
    void assertKeepsRoute(String fault, Convergence.Created created, Duration holds) {
        assertKeepsRouteWithoutContainer(fault, created, holds);
        assertAnswers(created);
    }

    /// As above, for a network without a container that could answer.
    void assertKeepsRouteWithoutContainer(String fault, Convergence.Created created, Duration holds) {
        convergence.forget(created);
        make(fault);
        assertThat(convergence.goes(created, holds))
                .as(created + " goes while " + fault)
                .isFalse();
        mend(fault);
        assertThat(convergence.goes(created, SETTLES))
                .as(created + " goes after " + fault + " is mended")
                .isFalse();
        assertThat(hasRoute(created)).isTrue();
    }

    void assertAllSessionsUp() {
        assertSoon("all sessions up", this::areAllSessionsUp);
    }

    boolean areAllSessionsUp() {
        try {
            return lab.inventory().sessions().stream()
                            .filter(session -> session.state() == SessionState.UP)
                            .count()
                    == LabFleet.SESSIONS;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /// Gives a host the block that its networks are taken from; returns once its BIRD and the reflectors' have it.
    void givePool(LabNode host) {
        var pool = new Prefix(lab.settings().addresses().subnet(host, 0).address(), 56);
        lab.inventory()
                .apply(new FleetDeclaration(
                        null,
                        null,
                        List.of(new FleetDeclaration.HostDeclaration(
                                new HostId(host.label()),
                                LabFleet.CLUSTER,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(List.of(pool))))));
        Stream.of(host, LabNode.RR01, LabNode.RR02)
                .forEach(node -> assertSoon(
                        node + " has the pool " + pool,
                        () -> configuration(node).contains(pool + "{")));
    }

    private String configuration(LabNode node) {
        try {
            return Files.readString(lab.settings().birdConfig(node).resolve("current/bird.conf"));
        } catch (IOException _) {
            return "";
        }
    }

    /// Starts the agent of a host as that of one without BIRD; it was killed before.
    void startAgentWithoutBird(LabNode host) {
        var agent = lab.plan().process(host + ".agent").orElseThrow();
        var environment = new TreeMap<>(agent.environment());
        environment.put("HELIOGRAPH_ATTACHMENT", "static");
        lab.programs().start(agent.name(), agent.command(), environment);
    }

    /// Takes the lab down; nothing of it may be left.
    void endAndAssertNothingIsLeft() {
        close();
        var settings = lab.settings();
        assertThat(Namespaces.withPrefix(settings.name().namespacePrefix())).isEmpty();
        assertThat(Namespaces.deviceExists(settings.name().uplink())).isFalse();
        assertThat(Remains.mountsBelow(settings.state())).isEmpty();
        assertThat(Remains.mountsBelow(settings.run())).isEmpty();
        assertThat(Files.exists(settings.state())).isFalse();
        assertThat(Files.exists(settings.run())).isFalse();
        assertThat(processesOf(settings.run())).isEmpty();
        assertThat(processesOf(settings.state())).isEmpty();
    }

    private static List<String> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder + "/"))
                .toList();
    }

    @Override
    public void close() {
        convergence.close();
        lab.close();
        new LabStop(lab).down();
    }
}
