package io.heliograph.cli;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.cli.doctor.FleetRound;
import io.heliograph.cli.doctor.NodeSettings;
import io.heliograph.cli.doctor.NodeSettings.Role;
import io.heliograph.cli.doctor.NodeSight;
import io.heliograph.cli.doctor.NodeSight.Configuration;
import io.heliograph.cli.doctor.NodeSight.Engine;
import io.heliograph.cli.doctor.NodeSight.FleetWord;
import io.heliograph.cli.doctor.NodeSight.Machine;
import io.heliograph.cli.http.AgentHealth;
import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import io.heliograph.cli.kafka.Bus;
import io.heliograph.cli.kafka.BusUnreachable;
import io.heliograph.cli.linux.NodeFiles;
import io.heliograph.cli.node.AgentAnswer;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.node.docker.EngineCall;
import io.heliograph.node.linux.BirdProcess;
import io.heliograph.node.linux.KernelReader;
import io.heliograph.node.preflight.BirdSight;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks at the machine that it runs on, as at a node. It asks everybody itself and not the agent alone: an agent that
/// is ill would be a poor witness.
final class NodeLook {
    private static final Duration BIRD_LIMIT = Duration.ofSeconds(2);

    private final NodeSettings node;
    private final String bootstrap;

    /// @param bootstrap where Kafka is
    NodeLook(NodeSettings node, String bootstrap) {
        this.node = node;
        this.bootstrap = bootstrap;
    }

    NodeSight look() throws InterruptedException {
        var configuration = NodeFiles.applied(node.birdConfigFolder());
        boolean host = node.role() == Role.HOST;
        var ipv4 = host ? NodeFiles.carriedIpv4(node.stateFolder()) : List.<Prefix>of();
        // The engine before the kernel: what is known of the kernel is never older than a network.
        var engine = host ? Optional.of(engine()) : Optional.<Engine>empty();
        var reader = new KernelReader();
        return new NodeSight(
                engine,
                ipv4,
                host ? reader.read(!ipv4.isEmpty()) : reader.readWithoutFirewall(),
                node.hasBird() ? Optional.of(bird(node.birdSocket())) : Optional.empty(),
                host ? OptionalInt.empty() : BirdProcess.fileLimit(node.birdSocket()),
                configuration.map(it -> new Configuration(it.text(), it.since())),
                new Machine(
                        NodeFiles.notWritable(node.stateFolder()),
                        configuration
                                .map(it ->
                                        NodeFiles.missingSecrets(it.text(), node.secretsFolder(), node.environment()))
                                .orElse(List.of())),
                AgentAnswer.findings(node.agent(), AgentHealth.ask(node.agent())),
                bus(),
                fleet());
    }

    private Engine engine() {
        try {
            var told = EngineCall.networks(node.engine());
            return new Engine.Seen(told.version(), told.networks());
        } catch (IOException e) {
            return new Engine.Silent(String.valueOf(e.getMessage()));
        }
    }

    private static BirdSight bird(Path socket) {
        try (var bird = BirdSocket.open(socket, BIRD_LIMIT, _ -> {})) {
            var status = DaemonStatus.parse(bird.execute("show status", BIRD_LIMIT));
            return BirdSight.of(
                    socket,
                    Optional.of(status.version().map(BirdVersion::toString).orElse(status.versionText())));
        } catch (BirdUnreachable e) {
            return new BirdSight(socket, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private Optional<Reason> bus() throws InterruptedException {
        try {
            new Bus(bootstrap).reach();
            return Optional.empty();
        } catch (BusUnreachable e) {
            return Optional.of(e.reason());
        }
    }

    private Optional<FleetWord> fleet() throws InterruptedException {
        return node.inventory().isPresent() ? Optional.of(word(node.inventory().get())) : Optional.empty();
    }

    private FleetWord word(URI inventory) throws InterruptedException {
        try (var api = new InventoryApi(inventory)) {
            var clockOff = Duration.between(api.status().at(), Instant.now());
            var patient = round(api).patients().stream()
                    .filter(it -> it.node().name().equals(node.name()))
                    .findFirst();
            return new FleetWord(Optional.empty(), patient, Optional.of(clockOff));
        } catch (InventoryUnreachable e) {
            return new FleetWord(Optional.of(e.reason()), Optional.empty(), Optional.empty());
        } catch (RequestRefused e) {
            var problem = e.problem();
            return new FleetWord(
                    Optional.of(new Reason(problem.code(), problem.detail(), problem.mend())),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// All that the inventory has to say of nodes.
    static FleetRound round(InventoryApi api) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return new FleetRound(api.hosts(), api.reflectors(), api.sessions(), api.routes(), api.rollouts());
    }
}
