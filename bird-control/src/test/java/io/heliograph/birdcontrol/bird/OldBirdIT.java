package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A BIRD 1.6 is seen for what it is, gets nothing, and is forgotten once there is another in its place.
class OldBirdIT {
    /// BIRD 1.6 reads it, and so does BIRD 2.
    private static final String CONFIG = """
            router id 192.0.2.1;
            protocol device { }
            """;

    private static RealBird start() {
        var old = BirdBinary.tooOld();
        Assumptions.assumeTrue(
                old.isPresent(), "no BIRD 1.6: HELIOGRAPH_OLD_BIRD names one (heliograph lab roots --old-bird)");
        return RealBird.start(old.orElseThrow(), Optional.empty(), CONFIG);
    }

    @Test
    void its_greeting_and_its_status_are_read() throws Exception {
        try (var bird = start();
                var socket = BirdSocket.open(bird.socket())) {
            assertThat(BirdVersion.in(socket.greeting())).get().matches(it -> it.major() == 1 && it.minor() == 6);
            var status = DaemonStatus.parse(socket.execute("show status"));
            System.out.println("tried on BIRD " + status.versionText());
            assertThat(status.version()).get().matches(it -> !it.isSupported());
            assertThat(status.routerId()).isEqualTo("192.0.2.1");
            assertThat(status.phase()).isEqualTo(DaemonStatus.Phase.RUNNING);
        }
    }

    @Test
    void nothing_is_applied_to_it_until_it_is_replaced() throws Exception {
        var wanted = ApplierBench.withRoutes("2001:db8:1::/64");
        try (var bench = new ApplierBench(start())) {
            var before = bench.lastReconfiguration();
            var refused = bench.apply(wanted);
            assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(refused.reason()).get().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo(ReasonCode.BIRD_TOO_OLD);
                assertThat(reason.message()).contains("BIRD 1.6");
            });
            assertThat(refused.running()).isEmpty();

            var another = ApplierBench.withRoutes("2001:db8:2::/64");
            assertThat(bench.apply(another).reason()).get().matches(it -> it.code() == ReasonCode.BIRD_TOO_OLD);
            bench.assertNotReconfiguredSince(before);
            assertThat(bench.current()).isEqualTo(Path.of("revisions/bootstrap"));
            assertThat(bench.applier().lastGood()).isEmpty();

            bench.bird.replaceBy(BirdBinary.installed());
            assertThat(bench.await(another).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(another);
        }
    }
}
