package io.heliograph.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.inventory.admission.Given;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final NodeId DOCKER07 = NodeId.of(new HostId("docker07"));
    private static final Prefix SUBNET = Prefix.parse("2001:db8:7::/64");

    private final Silence silence = new Silence();
    private Instant now = NOW;

    @Test
    void who_misses_three_heartbeats_is_silent_until_it_speaks_again() {
        say("docker07");
        say("docker08");
        pass(Duration.ofMinutes(1));
        say("docker08");
        assertThat(pass(Duration.ofSeconds(29))).isFalse();
        assertThat(pass(Duration.ofSeconds(2))).isTrue();
        assertThat(silence.nodes()).containsOnlyKeys(DOCKER07).containsEntry(DOCKER07, NOW);
        assertThat(silence.isTotal()).isFalse();

        say("docker07");
        assertThat(pass(Duration.ofSeconds(1))).isTrue();
        assertThat(silence.nodes()).isEmpty();
    }

    @Test
    void where_nobody_is_heard_it_is_the_bus() {
        say("docker07");
        say("docker08");
        pass(Duration.ofMinutes(2));

        assertThat(silence.isTotal()).isTrue();
    }

    /// A process that was frozen finds what was said meanwhile in its backlog, a moment later.
    @Test
    void who_did_not_listen_for_a_while_listens_first() {
        say("docker07");
        pass(Duration.ofSeconds(1));
        now = now.plusSeconds(600);
        assertThat(silence.pass(now)).isFalse();
        say("docker07");
        pass(Duration.ofSeconds(20));

        assertThat(silence.nodes()).isEmpty();
    }

    @Test
    void what_was_said_before_this_process_began_counts_from_when_it_was_said() {
        silence.heard(Given.report("docker07", 1, SUBNET.toString()), NOW.minusSeconds(3_600));
        silence.pass(NOW);

        assertThat(silence.nodes()).containsOnlyKeys(DOCKER07);
    }

    private void say(String host) {
        silence.heard(Given.report(host, 1, SUBNET.toString()), now);
    }

    /// Time passes, and is looked at all the while; gives whether anything changed.
    private boolean pass(Duration time) {
        boolean changed = false;
        for (var end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            changed |= silence.pass(now);
        }
        return changed;
    }
}
