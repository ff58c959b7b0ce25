package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.view.AnswerSchemasTest;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the terminal shows of a control plane that lives: one real broker and inventory for all of it.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TerminalIT {
    @TempDir
    private static Path folder = Path.of("");

    private ControlPlane plane;

    @BeforeAll
    void start() throws Exception {
        plane = ControlPlane.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        plane.close();
    }

    @Test
    void eventsAreReadFromAnyPlaceAndResumedAfterAnyLine() throws Exception {
        var before = plane.askBus("events", "--from", "end").err().strip();
        var from = before.substring(before.lastIndexOf(' ') + 1);
        for (var peer : List.of("events1", "events2", "events1", "events3")) {
            plane.publish(Sample.transition(peer));
        }
        plane.publishPoison(Topic.SESSION_TRANSITIONS, "rr01/poison", "{not json");
        plane.publish(Sample.transition("events4"));

        var all = plane.askBus("events", "--from", from);
        assertThat(all.exit()).isZero();
        assertThat(all.err())
                .contains("SKIPPED heliograph.session-transitions/", "MALFORMED_JSON", "resume with --from v1,");
        assertThat(all.lines()).hasSize(5).allSatisfy(line -> {
            var json = json(line);
            AnswerSchemasTest.assertValid(line, "an event");
            assertThat(json.path("schema").asText()).isEqualTo("heliograph.event.v1");
            assertThat(json.path("data").path("type").asText()).isEqualTo("heliograph.session-transition.v1");
        });

        for (int i = 0; i < all.lines().size(); i++) {
            var after = json(all.lines().get(i)).path("data").path("after").asText();
            assertThat(plane.askBus("events", "--from", after).lines())
                    .as("after line %s", i)
                    .containsExactlyInAnyOrderElementsOf(
                            all.lines().subList(i + 1, all.lines().size()));
        }
        assertThat(plane.askBus("events", "--peer", "events1").lines()).hasSize(2);
        assertThat(plane.askBus("events", "--object", "events2").lines()).hasSize(1);
        assertThat(plane.askBus("events", "--from", "end").lines()).isEmpty();
        assertThat(plane.askBus("events", "--from", "1h").lines()).containsAll(all.lines());
        assertThat(plane.askBus("events", "--from", "1h", "--until", "30m").lines())
                .isEmpty();
        assertThat(plane.askBus("events", "--type", "releases").lines()).isEmpty();
    }

    @Test
    void aWatchAddsWhatChangesSaysWhenItIsStaleAndReadsAnew() throws Exception {
        plane.declare("watched");
        try (var blocks = Background.start("reflectors", "--watch", "--url", plane.url());
                var lines = Background.start("reflectors", "--watch", "-o", "jsonl", "--url", plane.url());
                var lost = Background.start("reflectors", "--watch", "--url", plane.url())) {
            blocks.awaitOut("watched-rr01");
            lost.awaitOut("watched-rr01");
            lines.awaitOut("\"reflector\":\"watched-rr01\"");
            plane.stopInventory();
            for (var watch : List.of(blocks, lines, lost)) {
                watch.awaitErr("STALE since ");
            }
            assertThat(lost.exitOfInterrupt())
                    .as("the last state is: out of reach")
                    .isEqualTo(7);
            plane.startInventory();
            blocks.awaitErr("fresh again at ");
            lines.awaitErr("fresh again at ");
            plane.declareReflector("watched", "watched-rr02");
            lines.awaitOut("\"reflector\":\"watched-rr02\"");
            blocks.awaitOut("watched-rr02");
            assertThat(blocks.out())
                    .as("a block for each change, a line between")
                    .contains("\n\nREFLECTOR ");
            assertThat(blocks.exitOfInterrupt()).isZero();
        }
    }

    @Test
    void whatWaitsIsWatchedAsItComesAndGoes() throws Exception {
        plane.publish(Sample.rollout("waits-rr01", Rollout.State.HELD));
        ControlPlane.await("it is held", () -> plane.ask("rollout", "status").exit() == ExitCode.HELD.number());
        try (var lines = Background.start("rollout", "status", "--watch", "-o", "jsonl", "--url", plane.url());
                var held = Background.start("rollout", "status", "--watch", "--url", plane.url())) {
            lines.awaitOut("\"node\":\"reflector/waits-rr01\"");
            held.awaitOut("reflector/waits-rr01");
            assertThat(held.exitOfInterrupt()).isEqualTo(5);
            plane.publish(Sample.rollout("waits-rr01", Rollout.State.CLEAR));
            lines.awaitOut("\"gone\":\"reflector/waits-rr01\"");
            for (var line : lines.out().lines().toList()) {
                AnswerSchemasTest.assertValid(line, "rollout status --watch -o jsonl");
            }
        }
    }

    @Test
    void onATerminalAWatchRedrawsInPlaceAndEndsWithTheLastState() throws Exception {
        plane.declare("drawn");
        try (var terminal = PseudoTerminal.start(folder, "status", "--watch", "--url", plane.url())) {
            terminal.await("\u001b[K");
            plane.declareReflector("drawn", "drawn-rr02");
            terminal.await("\u001b[J", 2);
            assertThat(terminal.shown())
                    .contains("A")
                    .containsPattern("\u001b\\[[0-9]+A")
                    .doesNotContain("\u001b[?1049h");
            assertThat(terminal.exitOfCtrlC()).as("reflectors run nothing yet").isEqualTo(3);
        }
    }

    /// In every place where one could be: the environment, the secrets' folder, a token, BIRD's text on the bus and on
    /// its socket, a log, and a record that nobody could read.
    @Test
    void aBundleHoldsTheFleetAndNoneOfThePlantedSecrets() throws Exception {
        var token = "hgt1_" + "pLaNtEdToken".repeat(3) + "_______";
        var secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("lab_md5"), "pLaNtEdFile\n");
        var logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(
                logs.resolve("rr-agent.log"),
                "a line\nstarted with pLaNtEdFile and pLaNtEdVariable and " + token + "\npassword \"pLaNtEdLog\";\n");
        plane.declare("bundled");
        plane.publish(Sample.config("bundled-rr01", "protocol bgp u_1 {\n\tpassword \"pLaNtEdText\";\n}\n"));
        plane.publish(Sample.transition("bundled1"));
        plane.publishPoison(Topic.HOST_REPORTS, "docker66", "{\"joinToken\": \"pLaNtEdPoison\"");
        ControlPlane.await(
                "the dead letter",
                () -> plane.askBus("events", "--type", "dead-letters").out().contains("docker66"));

        try (var node = new StandInNode(folder, StandInNode.REFLECTOR_HEALTH)) {
            node.answer("show protocols", "1002-u_1 BGP --- up 2026-01-01 password \"pLaNtEdSocket\"\n0000 \n");
            var file = folder.resolve("bundle.zip");
            var run = plane.process(
                    Map.of(
                            "HELIOGRAPH_SECRET_OTHER", "pLaNtEdVariable",
                            "HELIOGRAPH_JOIN_TOKEN", token,
                            "HELIOGRAPH_HOST", "docker01"),
                    "bundle",
                    "--file",
                    file.toString(),
                    "--url",
                    plane.url(),
                    "--bootstrap-servers",
                    plane.kafka(),
                    "--agent",
                    node.url(),
                    "--bird-socket",
                    node.socket(),
                    "--secrets-dir",
                    secrets.toString(),
                    "--logs",
                    logs.toString());

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out().strip()).isEqualTo(file.toString());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            var entries = unpacked(file);
            assertThat(entries)
                    .containsKeys(
                            "manifest.json",
                            "fleet/status.json",
                            "fleet/sessions.json",
                            "fleet/versions.json",
                            "fleet/fleet.yaml",
                            "bus/topic-drift.json",
                            "configs/reflector/bundled-rr01.conf",
                            "events/transitions.jsonl",
                            "events/dead-letters.jsonl",
                            "node/bird-show-protocols.txt",
                            "node/environment.txt",
                            "logs/rr-agent.log");
            entries.forEach((name, text) -> assertThat(text).as(name).doesNotContain("pLaNtEd"));
            assertThat(entries.get("configs/reflector/bundled-rr01.conf")).contains("password (redacted);");
            assertThat(entries.get("logs/rr-agent.log")).contains("started with (redacted) and (redacted) and");
            assertThat(entries.get("events/dead-letters.jsonl")).contains("docker66");
            assertThat(entries.get("node/environment.txt"))
                    .contains("HELIOGRAPH_HOST=docker01", "HELIOGRAPH_JOIN_TOKEN=(redacted)");
            for (var entry : entries.entrySet()) {
                if (entry.getKey().endsWith(".jsonl")) {
                    for (var line : entry.getValue().lines().toList()) {
                        AnswerSchemasTest.assertValid(line, entry.getKey());
                    }
                } else if (entry.getKey().matches("manifest\\.json|fleet/[a-z]+\\.json|bus/topic-drift\\.json")) {
                    AnswerSchemasTest.assertValid(entry.getValue(), entry.getKey());
                }
            }
            assertThat(entries.get("manifest.json"))
                    .contains("heliograph.bundle.v1", "the secrets of this machine", "they are secrets");
        }
    }

    @Test
    void aNodesConfigurationsAreListedComparedAndShown() throws Exception {
        plane.publish(Sample.config("history-rr01", "one\ntwo\n"));
        plane.publish(Sample.applied("history-rr01", "one\ntwo\n", Outcome.CONFIRMED, "one\ntwo\n"));
        assertThat(plane.askBus("config", "diff", "history-rr01").exit()).isZero();

        plane.publish(Sample.config("history-rr01", "one\n2\n"));

        var pending = plane.askBus("config", "diff", "reflector/history-rr01");
        assertThat(pending.exit()).isEqualTo(4);
        assertThat(pending.out()).contains("\n one\n-two\n+2\n");
        assertThat(plane.askBus("config", "history", "history-rr01").lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("confirmed", "yes", "kept"));
        for (var verb : List.of("history", "show", "diff")) {
            for (var format : List.of("json", "jsonl")) {
                var printed = plane.askBus("config", verb, "history-rr01", "-o", format);
                assertThat(printed.exit()).isEqualTo(verb.equals("diff") ? 4 : 0);
                for (var document : format.equals("json") ? List.of(printed.out()) : printed.lines()) {
                    AnswerSchemasTest.assertValid(document, "config " + verb + " -o " + format);
                }
            }
        }
        var first = Revision.of("one\ntwo\n").abbreviated();
        var shown = json(
                plane.askBus("config", "show", "history-rr01", "-o", "json").out());
        assertThat(shown.at("/data/text").asText()).isEqualTo("one\n2\n");
        assertThat(shown.at("/data/running").asText()).startsWith(first);
        assertThat(json(plane.askBus("config", "diff", "history-rr01", "-o", "json")
                                .out())
                        .at("/data/diff")
                        .asText())
                .isEqualTo(pending.out());
        assertThat(plane.askBus("config", "show", "history-rr01", "--revision", first)
                        .out())
                .isEqualTo("one\ntwo\n");
        var past = plane.askBus("config", "diff", "history-rr01", first);
        assertThat(past.exit()).isZero();
        assertThat(past.out()).contains("+2\n");
        assertThat(plane.askBus("config", "diff", "history-rr01", "ffff").err()).startsWith("NOT_FOUND: ");
        assertThat(plane.askBus("config", "history", "nobody").exit()).isEqualTo(3);
    }

    private static Map<String, String> unpacked(Path file) throws IOException {
        var entries = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                entries.put(
                        entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    private static JsonNode json(String line) {
        try {
            return FleetJson.mapper().readTree(line);
        } catch (java.io.IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
