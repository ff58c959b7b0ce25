package io.heliograph.rragent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.rragent.kafka.Outbox.Letter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private static RouteHealth event(String network) {
        return new RouteHealth(
                Prefix.parse("2001:db8:7::/64"),
                "rr01",
                new ClusterId("c1"),
                new HostId("docker01"),
                network,
                Stage.APPLIED,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                Instant.EPOCH,
                Optional.empty());
    }

    private Letter taken() throws InterruptedException {
        return outbox.take(0).orElseThrow();
    }

    @Test
    void of_a_state_only_the_latest_waits() throws Exception {
        outbox.state(event("1"));
        outbox.state(event("2"));

        assertThat(taken().event()).isEqualTo(event("2"));
        assertThat(outbox.take(0)).isEmpty();
    }

    @Test
    void a_state_that_comes_back_does_not_overtake_a_newer_one_that_is_sent() throws Exception {
        outbox.state(event("1"));
        var first = taken();
        outbox.state(event("2"));
        taken();
        outbox.giveBack(first);

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void events_that_come_back_keep_their_order() throws Exception {
        outbox.event(event("1"));
        outbox.event(event("2"));
        outbox.event(event("3"));
        var one = taken();
        var two = taken();
        outbox.giveBack(one);
        outbox.giveBack(two);

        assertThat(taken().event()).isEqualTo(event("1"));
        assertThat(taken().event()).isEqualTo(event("2"));
        assertThat(taken().event()).isEqualTo(event("3"));
    }

    @Test
    void the_oldest_events_go_when_too_many_wait() throws Exception {
        for (int i = 0; i <= Outbox.MAX_EVENTS; i++) {
            outbox.event(event(Integer.toString(i)));
        }

        assertThat(outbox.dropped()).isEqualTo(1);
        assertThat(taken().event()).isEqualTo(event("1"));
    }
}
