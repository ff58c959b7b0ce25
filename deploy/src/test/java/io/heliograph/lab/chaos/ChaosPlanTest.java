package io.heliograph.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.lab.plan.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
    private static final int STEPS = 400;

    private static List<ChaosStep> steps(long seed, int count) {
        return Stream.generate(new ChaosPlan(seed)::next).limit(count).toList();
    }

    @Test
    void theSameSeedGivesTheSameStepsAndAnotherOneOthers() {
        assertThat(steps(7, STEPS)).isEqualTo(steps(7, STEPS));
        assertThat(steps(7, STEPS)).isNotEqualTo(steps(8, STEPS));
    }

    @Test
    void everyFaultOfTheLabStrikesSoonerOrLater() {
        assertThat(steps(1, STEPS))
                .extracting(step -> step.strike().name())
                .containsAll(Fault.all().stream().map(Fault::name).toList());
    }

    @Test
    void aShortRunMeetsManyKinds() {
        assertThat(steps(1, 8))
                .extracting(step -> step.strike().name().split(":", 2)[0])
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunCanBeBoundToSomeFaults() {
        var plan = new ChaosPlan(1, List.of("bird:rr", "poison"));
        assertThat(Stream.generate(plan::next).limit(20))
                .extracting(step -> step.strike().name())
                .containsOnly("bird:rr01", "bird:rr02", "poison");
        assertThatThrownBy(() -> new ChaosPlan(1, List.of("brid"))).hasMessageContaining("brid");
    }

    @Test
    void noNetworkIsAskedOfAnEngineThatDoesNotAnswer() {
        assertThat(steps(3, STEPS))
                .allSatisfy(step -> assertThat(step.traffic())
                        .allMatch(traffic -> ChaosPlan.engineAnswers(step.strike(), traffic.host())));
    }
}
