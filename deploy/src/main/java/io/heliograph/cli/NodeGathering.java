package io.heliograph.cli;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.cli.bird.LocalBird;
import io.heliograph.cli.bundle.Contents;
import io.heliograph.cli.bundle.Contents.Keep;
import io.heliograph.cli.disk.LogTail;
import io.heliograph.cli.disk.MachineSecrets;
import io.heliograph.cli.http.AgentHealth;
import io.heliograph.lab.LabInventory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Gathers what this machine says, if it is a node.
final class NodeGathering {
    private static final List<String> COMMANDS = List.of("show status", "show protocols", "show protocols all");
    private static final List<String> PROPERTIES =
            List.of("java.version", "java.vendor", "os.name", "os.version", "os.arch");

    private final NodeOptions node;
    private final Contents contents;

    NodeGathering(NodeOptions node, Contents contents) {
        this.node = node;
        this.contents = contents;
    }

    void gather(Optional<Path> logs) throws InterruptedException {
        contents.add("node/versions.txt", "this command", versions(), Keep.BEGINNING);
        contents.add(
                "node/environment.txt", "this command's environment", environment(System.getenv()), Keep.BEGINNING);
        for (var agent : node.agents()) {
            var name = "node/agent-" + agent.getPort() + "-health.json";
            AgentHealth.text(agent)
                    .ifPresentOrElse(
                            text -> contents.add(name, agent + "/q/health", text, Keep.BEGINNING),
                            () -> contents.leaveOut(name, "no agent answers at " + agent));
        }
        bird();
        birdConfig();
        logs(logs);
    }

    private static String versions() {
        return PROPERTIES.stream()
                .map(name -> name + "=" + System.getProperty(name))
                .collect(Collectors.joining("\n", VersionCommand.text() + "\n", "\n"));
    }

    /// Of ours the values, of all that speak of a secret not even that; of the others nothing.
    private static String environment(Map<String, String> all) {
        var ours = new TreeMap<String, String>();
        all.forEach((name, value) -> {
            if (name.startsWith("HELIOGRAPH_") || name.startsWith("KAFKA_") || name.startsWith("QUARKUS_")) {
                ours.put(name, MachineSecrets.isSecret(name) ? "(left out)" : value);
            }
        });
        return ours.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void bird() {
        for (var command : COMMANDS) {
            var name = "node/bird-" + command.replace(' ', '-') + ".txt";
            try {
                contents.add(name, node.socket().toString(), LocalBird.say(node.socket(), command), Keep.BEGINNING);
            } catch (BirdUnreachable e) {
                contents.leaveOut("BIRD of this machine", String.valueOf(e.getMessage()));
                return;
            }
        }
    }

    /// The file that BIRD starts from; the secrets that lie beside it stay where they are.
    private void birdConfig() {
        var folder = Optional.ofNullable(System.getenv("HELIOGRAPH_BIRD_CONFIG_DIR"))
                .filter(text -> !text.isBlank())
                .orElse("/var/lib/heliograph/bird");
        var file = Path.of(folder, "current", "bird.conf");
        try {
            contents.add(
                    "node/bird.conf", file.toString(), LogTail.whole(file, Contents.MAX_FILE_BYTES), Keep.BEGINNING);
        } catch (IOException e) {
            contents.leaveOut("the BIRD configuration of this machine", "it cannot be read: " + e.getMessage());
        }
    }

    private void logs(Optional<Path> given) {
        var folder = given.or(() -> LabInventory.logsOfOnlyLab(System.getenv()));
        if (folder.isEmpty()) {
            contents.leaveOut("logs", "they are the journal's: journalctl -u 'heliograph*'; --logs FOLDER adds files");
            return;
        }
        try {
            for (var log : LogTail.in(folder.get())) {
                try {
                    contents.add("logs/" + log.getFileName(), log.toString(), LogTail.of(log), Keep.END);
                } catch (IOException e) {
                    contents.leaveOut(log.toString(), "it cannot be read: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            contents.leaveOut("logs", "they cannot be read: " + e.getMessage());
        }
    }
}
