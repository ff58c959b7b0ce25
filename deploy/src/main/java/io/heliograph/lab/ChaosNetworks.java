package io.heliograph.lab;

import io.heliograph.lab.chaos.ChaosStep.Traffic;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.chaos.Tolerance;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.linux.RouteFeed;
import io.heliograph.lab.plan.LabAddresses;
import io.heliograph.lab.plan.LabNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The container networks that come and go during chaos, and one on each host that stays and whose container is pinged.
final class ChaosNetworks {
    private static final int LASTING = 1;
    private static final int FIRST_PASSING = 10;
    private static final int NUMBERS = 240;
    private static final int CONTAINER = 0x10;
    private static final String CONTAINER_NAME = "lasting";

    private final Lab lab;
    private final ChaosWatch watch;
    private final Map<LabNode, Boolean> routed = new EnumMap<>(LabNode.class);
    private final Map<LabNode, Set<String>> via = new EnumMap<>(LabNode.class);
    private final Map<LabNode, ArrayDeque<Integer>> passing = new EnumMap<>(LabNode.class);
    private int made;

    ChaosNetworks(Lab lab, ChaosWatch watch) {
        this.lab = lab;
        this.watch = watch;
        for (var host : LabNode.of(LabNode.Role.HOST)) {
            routed.put(host, lab.engine(host).knowsRouted());
            var addresses = new HashSet<>(Namespaces.linkLocal(lab.namespace(host)));
            addresses.add(lab.settings().addresses().of(host).toString());
            via.put(host, addresses);
            passing.put(host, new ArrayDeque<>());
        }
    }

    /// A network with a container on each host, for as long as the chaos lasts.
    void begin() {
        for (var host : LabNode.of(LabNode.Role.HOST)) {
            make(host, LASTING);
            lab.engine(host).startContainer(CONTAINER_NAME, name(LASTING), address(host));
        }
    }

    void beginPings(LabNode host) {
        watch.beginPings(prefix(host, LASTING), address(host));
    }

    void endPings(LabNode host) {
        watch.endPings(prefix(host, LASTING));
    }

    /// Docker ends a container whose engine was killed.
    void restartContainer(LabNode host) {
        lab.engine(host).docker("start", CONTAINER_NAME);
    }

    void pass(Traffic traffic) {
        var numbers = passing.get(traffic.host());
        if (numbers == null) {
            throw new IllegalArgumentException(traffic.host() + " is no host");
        }
        if (traffic.makes()) {
            int number = FIRST_PASSING + made++ % NUMBERS;
            make(traffic.host(), number);
            numbers.add(number);
        } else if (!numbers.isEmpty()) {
            remove(traffic.host(), numbers.remove());
        }
    }

    /// Many networks come, and once their routes are there all go in a row.
    void clear(LabNode host, int count) {
        var numbers = IntStream.range(0, count)
                .map(_ -> FIRST_PASSING + made++ % NUMBERS)
                .boxed()
                .toList();
        numbers.forEach(number -> make(host, number));
        var prefixes = numbers.stream().map(number -> prefix(host, number)).toList();
        Probe.await(Tolerance.NEWS, () -> routes().keySet().containsAll(prefixes));
        numbers.forEach(number -> remove(host, number));
    }

    /// What Router1's kernel has.
    Map<String, String> routes() {
        return RouteFeed.shown(
                lab.namespace(LabNode.ROUTER1),
                lab.settings().addresses().aggregate().toString());
    }

    private void make(LabNode host, int number) {
        var prefix = prefix(host, number);
        watch.note(new Observation.NetworkWanted(Instant.now(), host, prefix, via.getOrDefault(host, Set.of())));
        lab.engine(host).createNetwork(name(number), prefix, Boolean.TRUE.equals(routed.get(host)), List.of());
        watch.note(new Observation.NetworkMade(Instant.now(), prefix));
    }

    private void remove(LabNode host, int number) {
        var prefix = prefix(host, number);
        watch.note(new Observation.NetworkUnwanted(Instant.now(), prefix));
        lab.engine(host).docker("network", "rm", name(number));
        watch.note(new Observation.NetworkGone(Instant.now(), prefix));
    }

    /// What Docker itself has on all hosts, each subnet with the next hops that are right.
    Map<String, Set<String>> docker() {
        return LabNode.of(LabNode.Role.HOST).stream()
                .flatMap(host -> lab.engine(host).subnets().stream()
                        .filter(this::isOurs)
                        .map(subnet -> Map.entry(subnet, via.getOrDefault(host, Set.of()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
    }

    private boolean isOurs(String subnet) {
        return subnet.contains(":")
                && lab.settings().addresses().aggregate().covers(io.heliograph.fleet.Prefix.parse(subnet));
    }

    private String prefix(LabNode host, int number) {
        return lab.settings().addresses().subnet(host, number).toString();
    }

    private String address(LabNode host) {
        return LabAddresses.inside(lab.settings().addresses().subnet(host, LASTING), CONTAINER)
                .toString();
    }

    private static String name(int number) {
        return "chaos" + number;
    }
}
