package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.renderer.change.ConfigChange;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.view.ClusterView;
import io.heliograph.renderer.view.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the fleet, `-Dseed=N` runs one alone.
class BirdConfigPropertyTest {
    private static final int SEEDS = 150;
    private static final int SHUFFLES = 5;

    static LongStream seeds() {
        var one = System.getProperty("seed");
        return one == null ? LongStream.range(0, SEEDS) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equal_fleets_give_equal_bytes_whatever_the_way_there(long seed) {
        var random = new Random(seed);
        var history = new Fleets(random).history();
        var expected = rendered(history);
        for (int i = 0; i < SHUFFLES; i++) {
            assertThat(rendered(FleetLog.shuffled(history, random))).isEqualTo(expected);
        }
    }

    /// With the memory of former renderings the bytes are those of a rendering from nothing.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_sent_last_is_what_a_rendering_from_nothing_gives(long seed) {
        var history = new Fleets(new Random(seed)).history();
        var along = Renderings.along(history).configs;
        rendered(history)
                .forEach((node, text) -> assertThat(along.get(node))
                        .as("%s, seed %d", node, seed)
                        .extracting(NodeConfig::text)
                        .isEqualTo(text));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_change_is_none_if_and_only_if_the_bytes_are_equal(long seed) {
        var random = new Random(seed);
        var shapes = new ArrayList<Shape>();
        var view = new ClusterView();
        for (var entry : new Fleets(random).history()) {
            view.apply(entry);
            view.nodes().stream()
                    .findFirst()
                    .flatMap(node -> NodeView.of(view, node))
                    .ifPresent(node -> {
                        var config = BirdConfig.render(node);
                        shapes.add(Shape.of(config, Revision.of(config.text()), 0, 0));
                    });
        }
        for (var before : shapes) {
            for (var after : shapes) {
                assertThat(ConfigChange.between(before, after).changeClass() == ChangeClass.NONE)
                        .isEqualTo(before.revision().equals(after.revision()));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void bird_reads_every_admitted_fleet(BirdBinary bird) {
        seeds().forEach(seed -> rendered(new Fleets(new Random(seed)).history())
                .forEach((node, text) -> parse(bird, seed, node, text)));
    }

    private static void parse(BirdBinary bird, long seed, NodeId node, String text) {
        try {
            RealBird.parse(bird, text);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", " + node, e);
        }
    }

    private static Map<NodeId, String> rendered(List<FleetEntry> entries) {
        var view = new ClusterView();
        entries.forEach(view::apply);
        var texts = new TreeMap<NodeId, String>();
        for (var node : view.nodes()) {
            NodeView.of(view, node)
                    .ifPresent(v -> texts.put(node, BirdConfig.render(v).text()));
        }
        return texts;
    }
}
