package io.heliograph.cli.view;

import io.heliograph.cli.node.AgentAnswer;
import io.heliograph.cli.node.BirdAnswer;
import io.heliograph.cli.node.BirdAnswer.LocalSession;
import io.heliograph.cli.node.NodeStatus;
import java.util.List;
import java.util.stream.Collectors;

/// A node's own view on one screen: what is wrong first.
public final class NodeView {
    private static final int NAME_WIDTH = 12;

    private NodeView() {}

    public static Answer of(NodeStatus status, Paint paint) {
        var titles =
                List.of("session", "description", "neighbor", "state", "since", "imported", "exported", "last error");
        var rows = status.bird().stream()
                .flatMap(bird -> bird.sessions().stream())
                .map(session -> List.of(
                        session.name(),
                        session.description(),
                        session.neighbor(),
                        session.state(),
                        session.since(),
                        Long.toString(session.imported()),
                        Long.toString(session.exported()),
                        session.lastError()))
                .toList();
        return new Answer(
                "heliograph.node-status.v1", status, List.of(status), new Grid(titles, rows), text(status, paint));
    }

    private static String text(NodeStatus status, Paint paint) {
        var text = new StringBuilder(
                paint.bad("the control plane is out of reach; this is the node's own view of itself") + "\n");
        status.unreachable().forEach(what -> text.append(line("no answer", what)));
        status.agents().forEach(agent -> text.append(agent(agent, paint)));
        status.bird().ifPresent(bird -> text.append(bird(bird, paint)));
        return text.toString();
    }

    private static String agent(AgentAnswer agent, Paint paint) {
        var down = agent.checks().stream()
                .filter(check -> !check.up())
                .map(AgentAnswer.Check::name)
                .collect(Collectors.joining(", "));
        var words = agent.ready() ? "ready" : "not ready: " + down + " is out of reach";
        var text = new StringBuilder(line("agent", paint.verdict(agent.ready(), words) + " (" + agent.url() + ")"));
        agent.config("held").ifPresent(why -> text.append(line("held", paint.bad(why))));
        agent.config("drift").ifPresent(why -> text.append(line("drift", paint.bad(why))));
        agent.config("revision")
                .ifPresent(revision -> text.append(line(
                        "revision",
                        revision
                                + agent.config("source")
                                        .map(source -> source.equals("disk")
                                                ? ", from disk: the bus said nothing since the agent started"
                                                : ", from the bus")
                                        .orElse(""))));
        return text.toString();
    }

    private static String bird(BirdAnswer bird, Paint paint) {
        var text = new StringBuilder(line(
                "bird",
                bird.version() + " is " + bird.phase() + ", router id " + bird.routerId() + ", configured "
                        + bird.configuredAt()));
        long up = bird.sessions().stream().filter(LocalSession::up).count();
        boolean all = up == bird.sessions().size();
        text.append(line(
                "sessions",
                paint.verdict(all, up + "/" + bird.sessions().size()) + (all ? ", all up" : ", those that are not:")));
        bird.sessions().stream()
                .filter(session -> !session.up())
                .forEach(session -> text.append("  ")
                        .append(session.description().isBlank() ? session.name() : session.description())
                        .append(" is ")
                        .append(session.state())
                        .append(" since ")
                        .append(session.since())
                        .append(session.lastError().isBlank() ? "" : ": " + session.lastError())
                        .append('\n'));
        return text.toString();
    }

    private static String line(String name, String words) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + words + "\n";
    }
}
