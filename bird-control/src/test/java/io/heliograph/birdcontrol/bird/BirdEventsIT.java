package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BirdEventsIT {
    private static final String BIRDS = "io.heliograph.birdcontrol.bird.BirdBinary#all";
    private static final String CONFIG = ApplierBench.HEAD + """
            debug protocols { states, events };
            protocol static s1 { ipv6; route 2001:db8:1::/64 blackhole; }
            """;

    @ParameterizedTest
    @MethodSource(BIRDS)
    void birds_coming_and_going_is_told_once_each(BirdBinary binary) {
        var events = new CopyOnWriteArrayList<BirdEvent>();
        try (var bird = RealBird.prepared(binary, Optional.empty(), CONFIG);
                var _ = BirdEvents.watch(bird.socket(), events::add)) {
            ApplierBench.until("absence is told", () -> events.size() == 1);
            bird.restart();
            ApplierBench.until("the start is told", () -> events.size() == 2);
            bird.kill();
            ApplierBench.until("the end is told", () -> events.size() == 3);
            bird.restart();
            ApplierBench.until("the return is told", () -> events.size() == 4);
            assertThat(events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Lost", "Connected", "Lost", "Connected");
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void what_bird_logs_is_heard_where_bird_can_echo(BirdBinary binary) throws Exception {
        var events = new CopyOnWriteArrayList<BirdEvent>();
        try (var bird = RealBird.start(binary, Optional.empty(), CONFIG);
                var _ = BirdEvents.follow(bird.socket(), events::add)) {
            ApplierBench.until("connected", () -> !events.isEmpty());
            boolean echoes =
                    !((BirdEvent.Connected) events.getFirst()).greeting().contains("BIRD 3");
            ApplierBench.ask(bird, "disable s1");
            if (echoes) {
                ApplierBench.until(
                        "the log is heard",
                        () -> events.stream()
                                .anyMatch(event -> event instanceof BirdEvent.Said(var line) && line.contains("s1")));
            } else {
                assertThat(events).singleElement().isInstanceOf(BirdEvent.Connected.class);
            }
        }
    }
}
