package io.heliograph.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.Sample;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventFilterTest {
    private static final BusEvent TRANSITION = event(
            EventKind.TRANSITIONS,
            Sample.transition("docker01").key(),
            new Decoded.Event<>(Sample.transition("docker01")));
    private static final BusEvent GONE =
            event(EventKind.ROUTES, "2001:db8:c001::/64@inventory", new Decoded.Tombstone<>());

    @ParameterizedTest
    @CsvSource({
        "rr01, true",
        "docker01, true",
        "rr01/docker01, true",
        "rr02, false",
        "docker0, false",
        "inventory, false"
    })
    void anObjectIsTheKeyAPartOfItOrWhatTheEventIsAbout(String object, boolean wanted) {
        assertThat(new EventFilter(Set.of(object), Set.of(), Optional.empty()).wants(TRANSITION))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:c001::/64, true", "inventory, true", "64, false", "2001:db8:c001::, false"})
    void aPrefixIsNotCutAtItsSlash(String object, boolean wanted) {
        assertThat(new EventFilter(Set.of(object), Set.of(), Optional.empty()).wants(GONE))
                .isEqualTo(wanted);
    }

    @Test
    void aPeerIsThatOfASession() {
        assertThat(new EventFilter(Set.of(), Set.of("docker01"), Optional.empty()).wants(TRANSITION))
                .isTrue();
        assertThat(new EventFilter(Set.of(), Set.of("rr01"), Optional.empty()).wants(TRANSITION))
                .isFalse();
        assertThat(new EventFilter(Set.of(), Set.of("docker01"), Optional.empty()).wants(GONE))
                .isFalse();
    }

    @Test
    void untilIsTheFirstMomentThatIsTooLate() {
        assertThat(new EventFilter(Set.of(), Set.of(), Optional.of(Sample.NOW)).wants(TRANSITION))
                .isFalse();
        assertThat(new EventFilter(Set.of(), Set.of(), Optional.of(Sample.NOW.plusMillis(1))).wants(TRANSITION))
                .isTrue();
    }

    @Test
    void whatCannotBeReadHasItsKeyOnly() {
        var poison = event(
                EventKind.APPLIES,
                "host/docker01",
                new Decoded.Malformed<>(Reason.of(ReasonCode.MALFORMED_JSON, "heliograph.applies", "no JSON")));

        assertThat(new EventFilter(Set.of("docker01"), Set.of(), Optional.empty()).wants(poison))
                .isTrue();
        assertThat(poison.place()).isEqualTo("heliograph.applies/0@7");
    }

    private static BusEvent event(EventKind kind, String key, Decoded<?> value) {
        return new BusEvent(kind, 0, 7, Sample.NOW, key, value);
    }
}
