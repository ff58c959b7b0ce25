package io.heliograph.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabPlanTest {
    private static final int UNIX_SOCKET_PATH = 107;
    private static final int DEVICE_NAME = 15;

    private static LabSettings settings(String name, boolean bare, Optional<Path> first, Optional<Path> second) {
        var labName = new LabName(name);
        return new LabSettings(
                labName,
                Path.of("/home/somebody/heliograph"),
                Path.of("/jdk/bin/java"),
                Path.of("/home/somebody/heliograph/.lab", name),
                Path.of("/run", labName.uplink()),
                bare,
                first,
                second);
    }

    private static LabSettings settings(String name) {
        return settings(name, false, Optional.empty(), Optional.empty());
    }

    @Test
    void theLongestNameStillFitsDevicesAndSockets() {
        var settings = settings("abcdefghijk");
        assertThat(settings.name().uplink()).hasSizeLessThanOrEqualTo(DEVICE_NAME);
        for (var node : LabNode.values()) {
            assertThat(settings.dockerSocket(node).toString()).hasSizeLessThan(UNIX_SOCKET_PATH);
            // An engine's containerd listens deeper.
            assertThat(settings.run(node)
                            .resolve("x/containerd/containerd-debug.sock")
                            .toString())
                    .hasSizeLessThan(UNIX_SOCKET_PATH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lab", "1lab", "a-b", "abcdefghijkl", "a/b", "a b"})
    void aNameThatDoesNotFitIsRefused(String name) {
        assertThatThrownBy(() -> new LabName(name)).hasMessageContaining("no name for a lab");
    }

    @Test
    void twoLabsShareNoNameNoFolderAndNoAddress() {
        var one = everythingOf(settings("lab"));
        var other = everythingOf(settings("second"));
        assertThat(one).doesNotContainAnyElementsOf(other);
        assertThat(settings("lab")
                        .addresses()
                        .aggregate()
                        .overlaps(settings("second").addresses().aggregate()))
                .isFalse();
    }

    private static Set<String> everythingOf(LabSettings settings) {
        var all = new HashSet<>(LabNetwork.namespaces(settings));
        all.add(settings.name().uplink());
        for (var node : LabNode.values()) {
            all.add(settings.addresses().of(node).toString());
            all.add(settings.run(node).toString());
            all.add(settings.data(node).toString());
        }
        return all;
    }

    @Test
    void everyProcessHasANameOfItsOwnAndRunsInItsNodesNamespace() {
        var plan = LabPlan.of(settings("lab"));
        assertThat(plan.processes()).extracting(LabProcess::name).doesNotHaveDuplicates();
        assertThat(plan.processes())
                .allSatisfy(process -> assertThat(process.command())
                        .contains("--net=/run/netns/hg-lab-" + process.node().label()));
        assertThat(plan.processes())
                .extracting(LabProcess::name)
                .contains("router1.bgpd", "mgmt.kafka", "mgmt.inventory", "mgmt.renderer")
                .contains("rr01.bird", "rr01.agent", "rr02.bird", "rr02.agent")
                .contains("docker01.engine", "docker01.bird", "docker01.agent", "docker02.engine");
    }

    @Test
    void aBareLabHasRoutersAndEnginesOnly() {
        var plan = LabPlan.of(settings("lab", true, Optional.empty(), Optional.empty()));
        assertThat(plan.jars()).isEmpty();
        assertThat(plan.processes()).extracting(LabProcess::program).containsOnly("zebra", "bgpd", "bird", "engine");
    }

    @Test
    void theProcessesOfARootedHostEnterItAndTheOthersDoNot() {
        var plan = LabPlan.of(settings("lab", false, Optional.of(Path.of("/roots/trixie")), Optional.empty()));
        assertThat(plan.process("docker01.engine").orElseThrow().command()).contains("unshare", "/roots/trixie");
        assertThat(plan.process("docker01.bird").orElseThrow().command()).contains("/roots/trixie");
        assertThat(plan.process("docker01.agent").orElseThrow().command()).doesNotContain("/roots/trixie");
        assertThat(plan.process("docker02.engine").orElseThrow().command()).doesNotContain("unshare");
    }

    @Test
    void onlyAReflectorAsksItsPeersToKeepItsRoutes() {
        var plan = LabPlan.of(settings("lab"));
        assertThat(plan.process("rr01.bird").orElseThrow().command()).contains("-R");
        assertThat(plan.process("docker01.bird").orElseThrow().command()).doesNotContain("-R");
    }

    @Test
    void everyConfigurationAProcessNamesIsWritten() {
        var plan = LabPlan.of(settings("lab"));
        var written = plan.files().keySet().stream().map(Path::toString).collect(Collectors.toSet());
        var named = Stream.concat(plan.processes().stream(), plan.reference().stream())
                .flatMap(process -> process.command().stream())
                .filter(word -> word.endsWith(".conf") || word.endsWith(".json"))
                .map(word -> word.replace("/current/", "/first/"))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(written).containsAll(named);
    }

    @Test
    void router1AcceptsOnlyTheLabsOwnPrefixesFromBothReflectors() {
        var settings = settings("lab");
        var text =
                LabPlan.of(settings).files().get(settings.run(LabNode.ROUTER1).resolve("bgpd.conf"));
        assertThat(text)
                .contains("neighbor 2001:db8:1ab::11 remote-as 65001")
                .contains("neighbor 2001:db8:1ab::12 remote-as 65001")
                .contains("neighbor 2001:db8:1ab::12 prefix-list containers in")
                .contains("permit 2001:db8:1ab:c000::/52 le 64");
    }

    @Test
    void subnetsOfTheHostsLieInTheAggregateAndDoNotOverlap() {
        var addresses = settings("lab").addresses();
        var first = addresses.subnet(LabNode.DOCKER01, 0xff);
        var second = addresses.subnet(LabNode.DOCKER02, 0);
        assertThat(first).hasToString("2001:db8:1ab:c1ff::/64");
        assertThat(second).hasToString("2001:db8:1ab:c200::/64");
        assertThat(addresses.aggregate().covers(first)).isTrue();
        assertThat(addresses.aggregate().covers(second)).isTrue();
        assertThat(LabAddresses.inside(second, 0x10)).hasToString("2001:db8:1ab:c200::10");
        assertThatThrownBy(() -> addresses.subnet(LabNode.DOCKER01, 0x100)).hasMessageContaining("0 to 255");
    }

    @Test
    void everyFaultNamesWhatThePlanHas() {
        var plan = LabPlan.of(settings("lab"));
        assertThat(Fault.all()).extracting(Fault::name).doesNotHaveDuplicates();
        for (var fault : Fault.all()) {
            var processes = Stream.concat(fault.killed().stream(), fault.frozen().stream())
                    .toList();
            assertThat(processes)
                    .as(fault.name())
                    .allMatch(name -> plan.process(name).isPresent());
            assertThat(processes.isEmpty())
                    .as(fault.name())
                    .isEqualTo(fault.cut().isPresent() || fault.parted().isPresent());
        }
    }

    @Test
    void aFaultIsFoundInEitherOrderOfItsWords() {
        assertThat(Fault.named(List.of("bird:rr02"))).map(Fault::name).contains("bird:rr02");
        assertThat(Fault.named(List.of("rr02", "bird"))).map(Fault::name).contains("bird:rr02");
        assertThat(Fault.named(List.of("bird:rr03"))).isEmpty();
    }
}
