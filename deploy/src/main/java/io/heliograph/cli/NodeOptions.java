package io.heliograph.cli;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.cli.bird.LocalBird;
import io.heliograph.cli.http.AgentHealth;
import io.heliograph.cli.node.AgentAnswer;
import io.heliograph.cli.node.BirdAnswer;
import io.heliograph.cli.node.NodeStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where this machine's own agents and BIRD are, if it is a node.
final class NodeOptions {
    private static final String SOCKET_VARIABLE = "HELIOGRAPH_BIRD_SOCKET";
    private static final String SOCKET = "/run/bird/bird.ctl";
    private static final List<URI> AGENTS =
            List.of(URI.create("http://localhost:8082"), URI.create("http://localhost:8083"));

    @Option(
            names = "--agent",
            paramLabel = "URL",
            description = "where an agent of this machine answers (default: http://localhost:8082 and 8083)")
    private List<URI> agents = List.of();

    @Option(
            names = "--bird-socket",
            paramLabel = "PATH",
            description =
                    "the control socket of this machine's BIRD (default: HELIOGRAPH_BIRD_SOCKET, else " + SOCKET + ")")
    private Optional<Path> socket = Optional.empty();

    List<URI> agents() {
        return agents.isEmpty() ? AGENTS : agents;
    }

    Path socket() {
        return socket.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv(SOCKET_VARIABLE))
                .filter(text -> !text.isBlank())
                .orElse(SOCKET)));
    }

    /// What the node says of itself.
    NodeStatus look() throws InterruptedException {
        var answers = new ArrayList<AgentAnswer>();
        var missing = new ArrayList<String>();
        for (var agent : agents()) {
            AgentHealth.ask(agent).ifPresentOrElse(answers::add, () -> missing.add("no agent at " + agent));
        }
        Optional<BirdAnswer> bird = Optional.empty();
        try {
            bird = Optional.of(LocalBird.ask(socket()));
        } catch (BirdUnreachable e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        // A host has one agent and a reflector the other: that the second is not there is no news.
        if (!answers.isEmpty() && agents.isEmpty()) {
            missing.removeIf(text -> text.startsWith("no agent at "));
        }
        return new NodeStatus(answers, bird, missing);
    }
}
