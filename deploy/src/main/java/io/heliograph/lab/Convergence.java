package io.heliograph.lab;

import io.heliograph.fleet.Prefix;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Engine;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.linux.RouteMonitor;
import io.heliograph.lab.linux.RouterLog;
import io.heliograph.lab.plan.LabAddresses;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Creates container networks in a lab and watches Router1's kernel for their routes.
final class Convergence implements AutoCloseable {
    private static final Duration ROUTE_LIMIT = Duration.ofSeconds(30);
    private static final Duration SESSIONS_LIMIT = Duration.ofSeconds(60);
    /// Heliograph leaves the networks of the reference alone.
    private static final List<String> OPTED_OUT = List.of("--label", "heliograph.advertise=false");

    private static final int CONTAINER = 0x10;

    /// Docker tells of a network before the command that made it has ended; its route may be there first.
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private final Lab lab;
    private final RouteMonitor monitor;
    private final RouterLog routerLog;
    private final Map<LabNode, Boolean> routed = new EnumMap<>(LabNode.class);

    Convergence(Lab lab) {
        this.lab = lab;
        monitor = RouteMonitor.of(lab.namespace(LabNode.ROUTER1));
        routerLog = new RouterLog(lab.programs().log("router1.bgpd"));
        LabNode.of(LabNode.Role.HOST)
                .forEach(host -> routed.put(host, lab.engine(host).knowsRouted()));
    }

    /// A network that was created.
    ///
    /// @param returnedAt when `docker network create` had returned, in `System.nanoTime()`
    record Created(LabNode host, Prefix prefix, String network, long returnedAt) {
        String container() {
            return network + "-container";
        }

        String address() {
            return LabAddresses.inside(prefix, CONTAINER).toString();
        }
    }

    /// Creates the host's network of this number.
    Created create(LabNode host, int number, List<String> options) {
        var prefix = lab.settings().addresses().subnet(host, number);
        var name = "net" + number;
        var outcome =
                lab.engine(host).createNetwork(name, prefix.toString(), Boolean.TRUE.equals(routed.get(host)), options);
        return new Created(host, prefix, name, outcome.endedAt());
    }

    /// From the return of `docker network create` to the route in Router1's kernel; negative when the route was
    /// first, empty when it never came.
    Optional<Duration> awaitRoute(Created created) {
        return after(monitor.awaitRoute(created.prefix().toString(), ROUTE_LIMIT), created.returnedAt());
    }

    /// From the return of `docker network create` to the first BGP update at Router1; for a route that has come.
    private Optional<Duration> update(Created created) {
        // The log has the wall's clock.
        var returned = Instant.now().minusNanos(System.nanoTime() - created.returnedAt());
        return routerLog
                .received(created.prefix().toString(), returned.minus(AHEAD))
                .map(at -> Duration.between(returned, at));
    }

    private static Optional<Duration> after(OptionalLong time, long start) {
        return time.isPresent() ? Optional.of(Duration.ofNanos(time.getAsLong() - start)) : Optional.empty();
    }

    /// Forgets what was seen of the network's route so far.
    void forget(Created created) {
        monitor.forget(created.prefix().toString());
    }

    /// Whether the route goes, be it for a moment, while one watches.
    boolean goes(Created created, Duration watch) {
        return monitor.awaitNoRoute(created.prefix().toString(), watch).isPresent();
    }

    void startContainer(Created created) {
        engine(created).startContainer(created.container(), created.network(), created.address());
    }

    /// Removes a network; gives the time from the return of `docker network rm` until the route was gone.
    Optional<Duration> remove(Created created) {
        engine(created).attempt("rm", "-f", created.container());
        forget(created);
        var outcome = engine(created).docker("network", "rm", created.network());
        var gone = monitor.awaitNoRoute(created.prefix().toString(), ROUTE_LIMIT);
        forget(created);
        return after(gone, outcome.endedAt());
    }

    private Engine engine(Created created) {
        return lab.engine(created.host());
    }

    /// One network: how long until Router1 had the update, until the route stood, and until it was gone again.
    record Round(String prefix, Optional<Duration> update, Optional<Duration> came, Optional<Duration> went) {}

    Round heliograph(LabNode host, int number) {
        return round(create(host, number, List.of()));
    }

    private Round round(Created created) {
        var came = awaitRoute(created);
        var update = came.flatMap(_ -> update(created));
        return new Round(created.prefix().toString(), update, came, remove(created));
    }

    /// One network with stock BIRD, whose bridge gets a carrier from a container at once.
    Round reference(LabNode host, int number) {
        var created = create(host, number, OPTED_OUT);
        startContainer(created);
        return round(created);
    }

    /// Starts the stock BIRDs beside the lab's own, and waits for their sessions.
    void startReference() {
        var processes = lab.plan().reference();
        processes.forEach(lab::start);
        processes.forEach(process -> lab.awaitReady(process, SESSIONS_LIMIT));
        if (!Probe.await(SESSIONS_LIMIT, this::referenceStands)) {
            throw new LabTrouble("the sessions of the reference do not come up. See "
                    + lab.settings().logs());
        }
    }

    private boolean referenceStands() {
        return LabNode.of(LabNode.Role.REFLECTOR).stream().allMatch(reflector -> {
            var socket = lab.settings().run(reflector).resolve("reference.ctl");
            var shown = Command.attempt(List.of("birdc", "-s", socket.toString(), "show", "protocols"), Map.of(), "");
            return shown.output()
                            .lines()
                            .filter(line -> line.contains("Established"))
                            .count()
                    == 3;
        });
    }

    void stopReference() {
        lab.plan().reference().forEach(process -> lab.programs().stop(process.name()));
    }

    @Override
    public void close() {
        monitor.close();
    }
}
