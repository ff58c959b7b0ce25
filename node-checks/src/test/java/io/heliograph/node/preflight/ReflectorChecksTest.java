package io.heliograph.node.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.preflight.KernelFacts.LearnedDefault;
import io.heliograph.node.preflight.ReflectorChecks.Load;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReflectorChecksTest {
    private static final BirdSight BIRD = BirdSight.of(Path.of("/run/bird/bird.ctl"), Optional.of("2.0.12"));

    private static KernelFacts kernel(String forwarding, NeighbourTable table) {
        return new KernelFacts(
                "6.1",
                Optional.of(forwarding),
                List.of(new LearnedDefault("eth0", "1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(table));
    }

    private static List<ReasonCode> codes(KernelFacts kernel, BirdSight bird, OptionalInt files, Load load) {
        return ReflectorChecks.check(kernel, bird, files, load).stream()
                .map(Reason::code)
                .toList();
    }

    @Test
    void a_reflector_that_has_room_is_well_whether_it_forwards_or_not() {
        var kernel = kernel("0", new NeighbourTable(1024, 100));
        assertThat(codes(kernel, BIRD, OptionalInt.of(1024), new Load(900, true)))
                .isEmpty();
    }

    @Test
    void a_thousand_neighbours_do_not_fit_a_fresh_kernel_and_peers_hops_away_need_no_room() {
        var kernel = kernel("0", new NeighbourTable(1024, 100));
        assertThat(codes(kernel, BIRD, OptionalInt.of(20_000), new Load(1000, true)))
                .containsExactly(ReasonCode.NEIGHBOUR_TABLE_SMALL);
        assertThat(codes(kernel, BIRD, OptionalInt.of(20_000), new Load(1000, false)))
                .isEmpty();
    }

    /// What the finding says and what `doctor --fix` sets are one number.
    @Test
    void what_is_named_to_be_set_has_room_for_all_of_them() {
        var table = new NeighbourTable(512, 100);
        assertThat(table.tooSmallFor(3000))
                .map(Reason::mend)
                .get()
                .asString()
                .contains("gc_thresh3=" + table.roomFor(3000) + ",");
        assertThat(new NeighbourTable(table.roomFor(3000), 100).tooSmallFor(3000))
                .isEmpty();
    }

    @Test
    void each_session_takes_a_file() {
        var kernel = kernel("0", new NeighbourTable(8192, 100));
        assertThat(ReflectorChecks.check(kernel, BIRD, OptionalInt.of(1024), new Load(1000, true)))
                .extracting(Reason::message)
                .containsExactly("BIRD may open 1024 files and has 1000 sessions, each of which takes one: let it open"
                        + " 4096.");
        assertThat(codes(kernel, BIRD, OptionalInt.empty(), new Load(1000, true)))
                .isEmpty();
    }

    @Test
    void a_bird_that_is_away_or_too_old_is_named() {
        var kernel = kernel("0", new NeighbourTable(1024, 100));
        assertThat(codes(kernel, BirdSight.of(BIRD.socket(), Optional.empty()), OptionalInt.empty(), Load.NOTHING))
                .containsExactly(ReasonCode.BIRD_UNREACHABLE);
        assertThat(codes(kernel, BirdSight.of(BIRD.socket(), Optional.of("2.0.7")), OptionalInt.empty(), Load.NOTHING))
                .containsExactly(ReasonCode.BIRD_TOO_OLD);
    }

    @Test
    void a_reflector_that_forwards_may_lose_its_default_route() {
        assertThat(codes(kernel("1", new NeighbourTable(1024, 0)), BIRD, OptionalInt.empty(), Load.NOTHING))
                .containsExactly(ReasonCode.ACCEPT_RA_LOST);
    }

    @Test
    void peers_hops_away_are_known_by_the_text() {
        assertThat(Load.of(3, "template bgp t {\n\tmultihop;\n}").onOurLinks()).isFalse();
        assertThat(Load.of(3, "template bgp t {\n\tdirect;\n}").onOurLinks()).isTrue();
    }
}
