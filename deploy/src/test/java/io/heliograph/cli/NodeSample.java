package io.heliograph.cli;

import io.heliograph.cli.doctor.Check;
import io.heliograph.cli.doctor.Examination;
import io.heliograph.cli.doctor.NodeSettings;
import io.heliograph.cli.doctor.Patient;
import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.event.EventKind;
import io.heliograph.cli.node.AgentAnswer;
import io.heliograph.cli.node.BirdAnswer;
import io.heliograph.cli.node.NodeStatus;
import io.heliograph.cli.view.ConfigDiff;
import io.heliograph.cli.view.RenderedText;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One node, as it says of itself and as the bus remembers it.
public final class NodeSample {
    private static final NodeId NODE = NodeId.parse("reflector/rr01");
    private static final Reason FILES = Reason.of(ReasonCode.FILE_LIMIT_LOW, "1024", "1000", "2048");

    private NodeSample() {}

    /// One revision that is confirmed, and one that is on its way.
    public static ConfigHistory history() {
        return ConfigHistory.of(
                NODE,
                List.of(
                        event(EventKind.CONFIGS, Sample.config("rr01", "one\n")),
                        event(EventKind.APPLIES, Sample.applied("rr01", "one\n", Outcome.CONFIRMED, "one\n")),
                        event(EventKind.CONFIGS, Sample.config("rr01", "two\n"))));
    }

    public static RenderedText rendered() {
        return RenderedText.of(Sample.config("rr01", "two\n"), history().running());
    }

    /// From what runs to what is wanted.
    public static ConfigDiff pending() {
        var history = history();
        var running = history.running();
        return ConfigDiff.of(history, running, running.map(history.texts()::get), Sample.config("rr01", "two\n"));
    }

    /// The node has not said what it runs.
    public static ConfigDiff unheard() {
        var wanted = Sample.config("rr01", "two\n");
        var history = ConfigHistory.of(NODE, List.of(event(EventKind.CONFIGS, wanted)));
        return ConfigDiff.of(history, history.running(), Optional.empty(), wanted);
    }

    private static BusEvent event(EventKind kind, Object value) {
        return new BusEvent(kind, 0, 0, Sample.NOW.minusSeconds(60), NODE.toString(), new Decoded.Event<>(value));
    }

    public static Examination examination() {
        var settings = NodeSettings.of(Map.of("HELIOGRAPH_CLUSTER", "lab", "HELIOGRAPH_REFLECTOR", "rr01"), "machine");
        return new Examination(
                settings.orElseThrow(),
                List.of(
                        new Check("bird", Check.State.OK, "BIRD 2.0.12", List.of()),
                        new Check("files", Check.State.TROUBLE, "", List.of(FILES)),
                        new Check(
                                "inventory",
                                Check.State.SKIPPED,
                                "HELIOGRAPH_URL does not say where it is",
                                List.of())));
    }

    public static List<Patient> patients() {
        return List.of(
                new Patient(NODE, "lab", false, List.of(FILES), 1),
                new Patient(NodeId.parse("host/docker01"), "lab", true, List.of(), 0));
    }

    public static NodeStatus node() {
        var config = Map.of("revision", "0f3a9c112233", "source", "disk");
        return new NodeStatus(
                List.of(new AgentAnswer(
                        "http://localhost:8083",
                        false,
                        List.of(
                                new AgentAnswer.Check("bus", false, Map.of()),
                                new AgentAnswer.Check("config", true, config)))),
                Optional.of(new BirdAnswer(
                        "/run/bird/bird.ctl",
                        "2.0.12",
                        "192.0.2.11",
                        "running",
                        "2026-03-01 11:00:00",
                        List.of(
                                session("docker01", true, "Established", ""),
                                session("router1", false, "Active", "Socket: Connection refused")))),
                List.of());
    }

    private static BirdAnswer.LocalSession session(String peer, boolean up, String state, String error) {
        return new BirdAnswer.LocalSession(
                "u_" + peer, peer, "2001:db8::1", up, state, "11:00:00", up ? 2 : 0, up ? 1 : 0, error);
    }

    public static List<Reason> drift() {
        return List.of(Reason.of(ReasonCode.TOPIC_DRIFT, "heliograph.fleet", "cleanup.policy", "delete", "compact"));
    }
}
