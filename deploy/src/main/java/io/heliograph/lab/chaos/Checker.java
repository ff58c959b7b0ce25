package io.heliograph.lab.chaos;

import java.util.List;
import java.util.stream.Stream;

/// Whether a history is as it must be. A rule that comes later is one more line here.
public final class Checker {
    private Checker() {}

    /// Everything that must not have been, in the order of time.
    public static List<Violation> check(History history) {
        return Stream.of(
                        RouteRule.check(history),
                        PingRule.check(history),
                        SessionRule.check(history),
                        BusRule.check(history),
                        BrakeRule.check(history),
                        WaveRule.check(history),
                        DriftRule.check(history),
                        ReplayRule.check(history),
                        RestRule.check(history))
                .flatMap(List::stream)
                .sorted()
                .toList();
    }
}
