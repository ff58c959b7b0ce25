package io.heliograph.rragent.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EchoesTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final IpAddress C1 = IpAddress.parse("2001:db8:7::9");
    private static final IpAddress C2 = IpAddress.parse("2001:db8:8::9");
    private static final Ping FIRST = new Ping(Prefix.parse("2001:db8:7::/64"), C1);
    private static final Ping SECOND = new Ping(Prefix.parse("2001:db8:8::/64"), C2);

    private final Echoes echoes = new Echoes(Long.MAX_VALUE);

    @Test
    void an_answer_counts_once_and_for_the_ping_that_it_answers() {
        long first = echoes.leaves(FIRST, T0.plusSeconds(1));
        long second = echoes.leaves(SECOND, T0.plusSeconds(1));
        assertThat(echoes.answered(new Echo(second, C2))).contains(SECOND);
        assertThat(echoes.answered(new Echo(second, C2))).as("twice").isEmpty();
        assertThat(echoes.answered(new Echo(first, C2))).as("another's").isEmpty();
        assertThat(echoes.answered(new Echo(7, C1))).as("a stranger's").isEmpty();
        assertThat(echoes.silent(T0.plusSeconds(1))).containsExactly(FIRST);
        assertThat(echoes.answered(new Echo(first, C1))).as("too late").isEmpty();
        assertThat(echoes.size()).isZero();
    }

    @Test
    void silence_is_what_has_not_come_by_its_end() {
        echoes.leaves(FIRST, T0.plusSeconds(1));
        echoes.leaves(SECOND, T0.plusSeconds(2));
        assertThat(echoes.silent(T0.plusMillis(999))).isEmpty();
        assertThat(echoes.silent(T0.plusSeconds(1))).containsExactly(FIRST);
        assertThat(echoes.silent(T0.plusSeconds(9))).containsExactly(SECOND);
    }

    @Test
    void what_could_not_be_sent_is_not_awaited() {
        echoes.stayed(echoes.leaves(FIRST, T0.plusSeconds(1)));
        assertThat(echoes.silent(T0.plusSeconds(9))).isEmpty();
    }
}
