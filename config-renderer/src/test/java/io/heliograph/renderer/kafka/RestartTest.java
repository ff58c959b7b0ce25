package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.removed;
import static io.heliograph.renderer.kafka.Entries.removedReflector;
import static io.heliograph.renderer.kafka.Entries.reported;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A task that ends and begins again, with its store restored and some of its input coming again.
class RestartTest {
    private static final List<FleetEntry> FLEET = List.of(
            cluster("lab", Reach.DIRECT),
            reflector("rr01", "lab", "fd00::11"),
            host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"),
            host("docker01", "lab", "fd00::101", "fd00:c0de:2::/64"));

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(RenderProcessor.STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    private MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();

    @BeforeEach
    void openStore() {
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void nothing_is_sent_when_nothing_changed() {
        var first = begin(0);
        feed(first, 0, FLEET);
        assertThat(nodesSent()).contains("host/docker01", "reflector/rr01");
        begin(FLEET.size());
        tick();
        assertThat(nodesSent()).isEmpty();
    }

    @Test
    void what_was_perhaps_not_written_is_sent_again_and_nothing_else() {
        feed(begin(0), 0, FLEET.subList(0, 2));
        feed(begin(2), 2, FLEET.subList(2, 4));
        var again = begin(FLEET.size());
        tick();
        feed(again, 3, FLEET.subList(3, 4));
        assertThat(nodesSent()).containsExactly("host/docker01", "reflector/rr01");
    }

    @Test
    void an_older_state_that_comes_again_is_never_rendered() {
        feed(begin(0), 0, FLEET);
        var again = begin(FLEET.size());
        tick();
        feed(again, 2, FLEET.subList(2, 4));
        assertThat(context.forwarded())
                .filteredOn(sent -> sent.childName().equals(Optional.of(RenderProcessor.CONFIGS)))
                .isNotEmpty()
                .noneSatisfy(sent -> assertThat(new String(sent.record().value(), StandardCharsets.UTF_8))
                        .contains("fd00:c0de:1::/64"));
    }

    @Test
    void an_older_state_that_stands_after_the_newer_one_is_not_obeyed() {
        var older = reported(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"), 1);
        var newer = reported(host("docker01", "lab", "fd00::101", "fd00:c0de:2::/64"), 2);
        var processor = begin(0);
        feed(processor, 0, FLEET.subList(0, 2));
        feed(processor, 2, List.of(older, newer));
        nodesSent();
        feed(processor, 4, List.of(older));
        assertThat(nodesSent()).isEmpty();
        feed(processor, 5, List.of(reported(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"), 3)));
        assertThat(nodesSent()).containsExactly("host/docker01", "reflector/rr01");
    }

    @Test
    void an_older_policy_that_stands_after_the_newer_one_is_not_obeyed() {
        var declared = cluster("lab", Reach.DIRECT);
        var older = declared.withChange(declared.change().following(Optional.empty()));
        var newer = cluster("lab", Reach.MULTIHOP).withChange(older.change().following(Optional.of(older.change())));
        var processor = begin(0);
        feed(processor, 0, List.of(older, newer));
        feed(processor, 2, FLEET.subList(1, 4));
        assertThat(nodesSent()).isNotEmpty();
        feed(processor, 5, List.of(older));
        assertThat(nodesSent()).isEmpty();
    }

    @Test
    void a_fleet_topic_made_anew_is_read_to_its_end_and_takes_nothing_away() {
        feed(begin(0), 0, FLEET);
        var again = begin(2);
        tick();
        assertThat(nodesSent()).isEmpty();
        feed(again, 0, FLEET.subList(0, 2));
        assertThat(nodesSent()).isEmpty();
        feed(again, 2, List.of(host("docker02", "lab", "fd00::102")));
        assertThat(nodesSent()).containsExactly("host/docker02", "reflector/rr01");
    }

    /// What held it has passed before the task had looked at it again.
    @Test
    void what_was_told_to_wait_is_told_clear_although_the_task_that_told_it_has_died() {
        var hosts = IntStream.range(0, 8)
                .mapToObj(i -> (FleetEntry) host("docker0" + i, "lab", "fd00::10" + i, "fd00:c0de:" + i + "::/64"))
                .toList();
        var processor = begin(0);
        feed(processor, 0, FLEET.subList(0, 2));
        feed(processor, 2, hosts);
        feed(
                processor,
                10,
                IntStream.range(0, 8)
                        .mapToObj(i -> (FleetEntry) removed("docker0" + i, "lab", "fd00::10" + i))
                        .toList());
        context.setCurrentSystemTimeMs(10_000);
        tick();
        assertThat(states()).contains("reflector/rr01 HELD").doesNotContain("reflector/rr01 CLEAR");
        var again = begin(26);
        feed(again, 18, hosts);
        assertThat(states()).contains("reflector/rr01 CLEAR");
    }

    /// What an older renderer kept of traces is of no use, and in nobody's way.
    @Test
    void what_waits_keeps_its_trace_over_a_restart() {
        var hosts = IntStream.range(0, 8)
                .mapToObj(i -> (FleetEntry) host("docker0" + i, "lab", "fd00::10" + i, "fd00:c0de:" + i + "::/64"))
                .toList();
        var processor = begin(0);
        feed(processor, 0, FLEET.subList(0, 2));
        feed(processor, 2, hosts);
        for (int i = 0; i < 8; i++) {
            feed(processor, 10 + i, removed("docker0" + i, "lab", "fd00::10" + i), Optional.of(trace(i)));
        }
        store.put("trace/lab/host/docker01", trace(9).toString().getBytes(StandardCharsets.UTF_8));
        nodesSent();

        var again = begin(18);
        assertThat(store.get("trace/lab/host/docker01")).isNull();
        feed(again, 18, hosts.subList(0, 5));
        context.setCurrentSystemTimeMs(10_000);
        tick();
        assertThat(context.forwarded())
                .filteredOn(sent -> sent.record().key().toString().equals("reflector/rr01")
                        && sent.childName().equals(Optional.of(RenderProcessor.CONFIGS)))
                .singleElement()
                .satisfies(sent -> assertThat(EventRecords.trace(sent.record().headers()))
                        .contains(trace(7).child("render reflector/rr01")));
    }

    private static TraceContext trace(int i) {
        return new TraceContext("%032x".formatted(i + 1), "%016x".formatted(i + 1));
    }

    /// What is sent again is measured like any other: the host's last reflector is gone by now.
    @Test
    void what_is_sent_again_is_not_what_the_brake_holds() {
        feed(begin(0), 0, FLEET.subList(0, 3));
        var processor = begin(3);
        feed(processor, 3, List.of(removedReflector("rr01", "lab", "fd00::11")));
        nodesSent();
        context.setCurrentSystemTimeMs(10_000);
        tick();
        assertThat(states()).contains("host/docker01 HELD");
        var again = begin(4);
        tick();
        feed(again, 2, FLEET.subList(2, 3));
        context.setCurrentSystemTimeMs(10_000);
        tick();
        assertThat(nodesSent()).isEmpty();
    }

    private List<String> states() {
        var states = context.forwarded().stream()
                .filter(it -> it.childName().equals(Optional.of(RenderProcessor.ROLLOUTS)))
                .map(it -> EventCodec.decode(
                        Topic.ROLLOUTS,
                        Rollout.class,
                        java.util.Optional.empty(),
                        Optional.of(it.record().key().toString()),
                        it.record().value()))
                .map(it -> ((Decoded.Event<Rollout>) it).value())
                .map(rollout -> rollout.node() + " " + rollout.state())
                .toList();
        context.resetForwards();
        return states;
    }

    private RenderProcessor begin(long end) {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(0);
        context.addStateStore(store);
        var processor = new RenderProcessor(RenderRules.usual("config-renderer/test"), _ -> end, _ -> {});
        processor.init(context);
        return processor;
    }

    private void tick() {
        context.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(0));
    }

    private void feed(RenderProcessor processor, long from, List<FleetEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            feed(processor, from + i, entries.get(i), Optional.empty());
        }
    }

    private void feed(RenderProcessor processor, long offset, FleetEntry entry, Optional<TraceContext> trace) {
        context.setRecordMetadata(Topic.FLEET.topicName(), 0, offset);
        processor.process(new Record<>(
                entry.key(),
                EventCodec.encode(entry),
                0,
                EventRecords.headers(entry, "/inventory", Instant.EPOCH, trace)));
    }

    private List<String> nodesSent() {
        var sent = context.forwarded().stream()
                .filter(it -> it.childName().equals(Optional.of(RenderProcessor.CONFIGS)))
                .map(it -> it.record().key().toString())
                .toList();
        context.resetForwards();
        return sent;
    }
}
