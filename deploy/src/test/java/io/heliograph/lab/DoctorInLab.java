package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Trouble;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.NodeTools;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `heliograph doctor` on the nodes of a lab and away from them, and what their agents tell of them meanwhile.
record DoctorInLab(LabJourney journey) {
    /// Run on the node.
    Command.Outcome look(LabNode node, String... options) {
        var settings = journey.lab().settings();
        return Command.attempt(
                NodeTools.command(settings, node, command(options)), NodeTools.environment(settings, node), "");
    }

    List<String> command(String... options) {
        var settings = journey.lab().settings();
        var jar = settings.home().resolve("deploy/target/deploy-0.1.0.jar");
        var command = new ArrayList<>(List.of(settings.java().toString(), "-jar", jar.toString(), "doctor"));
        command.addAll(List.of(options));
        return command;
    }

    /// On the node and from the inventory.
    void assertTold(LabNode node, ReasonCode code) {
        var here = look(node);
        assertThat(here.exit()).as(here.output() + here.error()).isEqualTo(3);
        assertThat(here.output()).contains(code.name());
        var fleet = Cli.run(journey.lab(), "doctor", node.label());
        assertThat(fleet.exit()).isEqualTo(3);
        assertThat(fleet.out()).contains(code.name());
    }

    /// What the node's own agent finds.
    List<ReasonCode> codes(LabNode node) {
        var found = node.role() == LabNode.Role.HOST ? host(node) : reflector(node);
        return found.map(Reason::code).toList();
    }

    private Stream<Reason> host(LabNode node) {
        return journey.lab().inventory().hosts().stream()
                .filter(view -> view.host().value().equals(node.label()))
                .map(HostView::preflight)
                .flatMap(List::stream);
    }

    private Stream<Reason> reflector(LabNode node) {
        return journey.lab().inventory().status().troubles().stream()
                .filter(trouble -> trouble.subject().equals(node.label()))
                .map(Trouble::reason);
    }
}
