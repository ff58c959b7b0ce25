package io.heliograph.renderer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RetoldTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterId LAB = new ClusterId("lab");
    private static final ClusterId FAR = new ClusterId("far");
    private static final NodeId NODE = NodeId.parse("reflector/rr01");
    private static final Place PLACE = new Place(LAB, NODE);
    private static final Revision SENT = Revision.of("sent");
    private static final Map<Place, Shape> SHAPES = Map.of(PLACE, new Shape(SENT, 0, 1, new TreeMap<>()));

    private final Retold retold = new Retold(LAB::equals);

    private static Rollout waiting(Place place, Instant since) {
        var why = Reason.of(ReasonCode.ROLLOUT_WAITING, "abc", place.node(), "another has it");
        return Rollouts.of(
                place, Rollout.State.WAITING, Optional.of(SENT), Optional.empty(), why, Optional.empty(), since);
    }

    private List<Rollout> look(Map<NodeId, Optional<Rollout>> heard, Map<Place, Rollout> told) {
        return retold.look(heard, told, SHAPES, NOW).stream()
                .map(Note.Told::rollout)
                .toList();
    }

    private static Map<NodeId, Optional<Rollout>> says(Rollout rollout) {
        return Map.of(rollout.node(), Optional.of(rollout));
    }

    @Test
    void a_wait_that_a_former_renderer_told_is_told_to_be_over() {
        assertThat(look(says(waiting(PLACE, NOW)), Map.of())).containsExactly(clear(PLACE, Optional.of(SENT)));
    }

    @Test
    void an_older_word_of_a_node_that_waits_is_replaced_by_what_holds() {
        var waits = waiting(PLACE, NOW);
        assertThat(look(says(waiting(PLACE, NOW.minusSeconds(60))), Map.of(PLACE, waits)))
                .containsExactly(waits);
        assertThat(look(says(clear(PLACE, Optional.empty())), Map.of(PLACE, waits)))
                .containsExactly(waits);
        assertThat(look(Map.of(), Map.of(PLACE, waits))).as("a topic made anew").containsExactly(waits);
    }

    @Test
    void where_the_bus_says_what_the_gate_does_nothing_is_told() {
        var waits = waiting(PLACE, NOW);
        assertThat(look(says(waits), Map.of(PLACE, waits))).isEmpty();
        assertThat(look(says(clear(PLACE, Optional.empty())), Map.of())).isEmpty();
        assertThat(look(Map.of(), Map.of(PLACE, clear(PLACE, Optional.of(SENT)))))
                .isEmpty();
    }

    @Test
    void what_cannot_be_read_may_hide_a_wait_that_is_over() {
        assertThat(look(Map.of(NODE, Optional.empty()), Map.of())).containsExactly(clear(PLACE, Optional.of(SENT)));
        assertThat(look(Map.of(NodeId.parse("host/stranger"), Optional.empty()), Map.of()))
                .isEmpty();
    }

    @Test
    void a_cluster_of_another_partition_is_its_task_s() {
        assertThat(look(says(waiting(new Place(FAR, NODE), NOW)), Map.of())).isEmpty();
    }

    @Test
    void a_node_that_is_gone_from_our_cluster_waits_for_nothing() {
        var gone = new Place(LAB, NodeId.parse("host/gone"));
        assertThat(look(says(waiting(gone, NOW)), Map.of())).containsExactly(clear(gone, Optional.empty()));
    }

    @Test
    void what_was_told_a_moment_ago_may_still_be_on_its_way() {
        var old = says(waiting(PLACE, NOW.minusSeconds(60)));
        retold.told(PLACE, NOW);
        assertThat(look(old, Map.of())).isEmpty();
        assertThat(retold.look(old, Map.of(), SHAPES, NOW.plus(Duration.ofSeconds(5))))
                .hasSize(1);
    }

    private static Rollout clear(Place place, Optional<Revision> sent) {
        return Rollouts.clear(place, sent, NOW);
    }
}
