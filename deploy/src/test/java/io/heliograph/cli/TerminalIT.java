package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        for (var peer : List.of("events1", "events2", "events1", "events3")) {
            plane.publish(Sample.transition(peer));
        }
        plane.publishPoison(Topic.SESSION_TRANSITIONS, "rr01/poison", "{not json");
        plane.publish(Sample.transition("events4"));

        var all = plane.askBus("events");
        assertThat(all.exit()).isZero();
        assertThat(all.err())
                .contains("SKIPPED heliograph.session-transitions/", "MALFORMED_JSON", "resume with --from v1,");
        assertThat(all.lines()).hasSize(5).allSatisfy(line -> {
            var json = json(line);
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
        assertThat(plane.askBus("events", "--from", "1h").lines()).hasSize(5);
        assertThat(plane.askBus("events", "--from", "1h", "--until", "30m").lines())
                .isEmpty();
        assertThat(plane.askBus("events", "--type", "releases").lines()).isEmpty();
    }

    @Test
    void aWatchAddsALineForEachChangeAndSaysWhenItIsStale() throws Exception {
        plane.declare("watched");
        try (var watch = Background.start("reflectors", "--watch", "-o", "jsonl", "--url", plane.url())) {
            watch.awaitOut("\"reflector\":\"watched-rr01\"");
            plane.declareReflector("watched", "watched-rr02");
            watch.awaitOut("\"reflector\":\"watched-rr02\"");
            plane.stopInventory();
            watch.awaitErr("STALE since ");
            assertThat(watch.exitOfInterrupt())
                    .as("the last state is: out of reach")
                    .isEqualTo(7);
        } finally {
            plane.startInventory();
            plane.awaitAnswer();
        }
    }

    @Test
    void aWatchThatLostItsStreamReadsAnewAndIsFreshAgain() throws Exception {
        plane.declare("returning");
        try (var watch = Background.start("reflectors", "--watch", "--url", plane.url())) {
            watch.awaitOut("returning-rr01");
            plane.stopInventory();
            watch.awaitErr("STALE since ");
            plane.startInventory();
            watch.awaitErr("fresh again at ");
            plane.declareReflector("returning", "returning-rr02");
            watch.awaitOut("returning-rr02");
            assertThat(watch.out())
                    .as("a block for each change, a line between")
                    .contains("\n\nREFLECTOR ");
            assertThat(watch.exitOfInterrupt()).isZero();
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

    private static JsonNode json(String line) {
        try {
            return FleetJson.mapper().readTree(line);
        } catch (java.io.IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
