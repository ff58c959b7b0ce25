package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.removed;
import static io.heliograph.renderer.kafka.Entries.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A change that has to wait keeps its trace until it goes.
class WaitingTraceTest {
    private static final int HOSTS = 40;
    private static final int GONE = 20;
    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final String RR01 = "reflector/rr01";
    private static final String RR02 = "reflector/rr02";

    private final DrivenRenderer renderer = new DrivenRenderer();

    @BeforeEach
    void aFleet() {
        renderer.send(policy("fd00::1"));
        renderer.send(reflector("rr01", "lab", "fd00::11"), reflector("rr02", "lab", "fd00::12"));
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(dockerHost(i)));
        renderer.pass(SETTLED);
        renderer.traces();
        renderer.rollouts();
    }

    @AfterEach
    void close() {
        renderer.close();
    }

    private static ClusterEntry policy(String upstream) {
        return cluster("lab", Reach.DIRECT, upstream("router1", upstream, 65000));
    }

    private static HostEntry dockerHost(int i, String... more) {
        var prefixes = new ArrayList<>(List.of(more));
        prefixes.add("fd00:c0de:%x::/64".formatted(i + 1));
        return host("docker%02d".formatted(i), "lab", address(i), prefixes.toArray(String[]::new));
    }

    private static String address(int i) {
        return "fd00::%x".formatted(0x100 + i);
    }

    private static TraceContext trace(int i) {
        return new TraceContext("%032x".formatted(i + 1), "%016x".formatted(i + 1));
    }

    private void hostsGo() {
        IntStream.range(0, GONE)
                .forEach(i -> renderer.send(trace(i), removed("docker%02d".formatted(i), "lab", address(i))));
        renderer.pass(SETTLED);
        assertThat(renderer.traces()).doesNotContainKeys(RR01, RR02);
    }

    private void release(String node) {
        var held = renderer.rollouts().stream()
                .filter(rollout -> rollout.node().toString().equals(node) && rollout.state() != Rollout.State.CLEAR)
                .reduce((_, last) -> last)
                .orElseThrow();
        renderer.send(new Release(
                held.node(),
                new ClusterId("lab"),
                held.revision().orElseThrow(),
                held.risk().orElse(""),
                "test",
                "test",
                renderer.now(),
                renderer.now().plus(Duration.ofHours(1))));
        renderer.pass(SETTLED);
    }

    private List<Span> steps(String node) {
        return renderer.signals.stream()
                .filter(signal -> signal instanceof Signal.Sent sent
                        && sent.config().node().toString().equals(node))
                .map(signal -> ((Signal.Sent) signal).steps())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void what_a_person_releases_goes_on_in_the_newest_trace_and_is_linked_to_those_that_go_along() {
        hostsGo();
        release(RR01);

        var newest = trace(GONE - 1).child("render " + RR01);
        assertThat(renderer.traces()).hasSize(1).containsEntry(RR01, List.of(newest));
        var steps = steps(RR01);
        assertThat(steps.getFirst().context()).isEqualTo(newest);
        assertThat(steps.stream().map(step -> step.context().traceId()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, GONE)
                        .mapToObj(i -> trace(i).traceId())
                        .toList());
        assertThat(steps.getFirst().links())
                .containsExactlyElementsOf(
                        steps.stream().skip(1).map(Span::context).toList());
        assertThat(steps.stream().skip(1))
                .allSatisfy(step -> assertThat(step.links()).containsExactly(newest));
        assertThat(renderer.stored("unsent/lab/" + RR01)).isEmpty();
        assertThat(renderer.stored("unsent/lab/" + RR02)).as("it waits on").isPresent();

        renderer.send(trace(99), host("docker99", "lab", "fd00::999", "fd00:c0de:999::/64"));
        assertThat(renderer.traces()).containsEntry(RR01, List.of(trace(99).child("render " + RR01)));
        assertThat(steps(RR01))
                .singleElement()
                .satisfies(step -> assertThat(step.links()).isEmpty());
    }

    @Test
    void what_waits_for_its_wave_keeps_its_trace_and_what_goes_meanwhile_has_its_own() {
        renderer.send(trace(1), policy("fd00::2"));
        renderer.pass(SETTLED);
        assertThat(renderer.traces()).hasSize(1).containsEntry(RR01, List.of(trace(1).child("render " + RR01)));

        renderer.send(trace(2), dockerHost(3, "fd00:c0de:333::/64"));
        renderer.pass(SETTLED);
        assertThat(renderer.traces())
                .containsEntry(RR01, List.of(trace(2).child("render " + RR01)))
                .containsEntry(RR02, List.of(trace(2).child("render " + RR02)));

        release(RR02);
        assertThat(renderer.traces()).containsEntry(RR02, List.of(trace(1).child("render " + RR02)));
    }

    @Test
    void what_is_taken_back_before_it_goes_leaves_no_trace_for_the_next_change() {
        hostsGo();
        IntStream.range(0, GONE).forEach(i -> renderer.send(dockerHost(i)));
        renderer.pass(SETTLED);
        assertThat(renderer.stored("unsent/lab/" + RR01)).isEmpty();
        renderer.traces();
        renderer.send(host("docker99", "lab", "fd00::999", "fd00:c0de:999::/64"));
        assertThat(renderer.traces()).containsEntry(RR01, List.of());
    }
}
