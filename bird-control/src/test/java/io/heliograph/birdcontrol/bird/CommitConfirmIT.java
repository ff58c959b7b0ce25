package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.reply.ConfigureStatus;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two BIRDs with a session between them; what an apply does to it decides whether the apply stays.
class CommitConfirmIT {
    private static final String BIRDS = "io.heliograph.birdcontrol.bird.BirdBinary#all";

    /// A reflector's BIRD under test, and the host that dials it.
    private static final class Pair implements AutoCloseable {
        private final int port = RealBird.freePort();
        private final int hostPort = RealBird.freePort();
        private final RealBird host;
        private final ApplierBench bench;

        Pair(BirdBinary binary, Duration trial, Duration sessionReturn) {
            host = RealBird.start(binary, Optional.empty(), """
                    router id 192.0.2.2;
                    protocol device { }
                    protocol static s1 { ipv6; route 2001:db8:a::/64 blackhole; }
                    protocol bgp r_1 { local ::1 port %d as 65001; neighbor ::1 port %d as 65001; strict bind on; multihop;
                      connect delay time 1; connect retry time 1; error wait time 1, 2;
                      ipv6 { import all; export all; }; }
                    """.formatted(hostPort, port));
            bench = new ApplierBench(RealBird.start(binary, Optional.empty(), ApplierBench.HEAD), trial, sessionReturn);
        }

        NodeConfig config(int hold, int hostAs, String extra) {
            return ApplierBench.config(
                    ApplierBench.HEAD + """
                            protocol bgp h_1 { local ::1 port %d as 65001; neighbor ::1 port %d as %d; strict bind on; multihop;
                              passive on; hold time %d; ipv6 { import all; export all; }; }
                            """.formatted(port, hostPort, hostAs, hold) + extra,
                    ApplierBench.session("h_1", "::1"));
        }

        void establish(NodeConfig config) {
            assertThat(bench.apply(config).outcome()).isEqualTo(Outcome.CONFIRMED);
            ApplierBench.until("the session is up", () -> ApplierBench.isEstablished(bench.bird, "h_1"));
        }

        @Override
        public void close() {
            bench.close();
            host.close();
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_change_that_restarts_no_session_is_confirmed_at_once(BirdBinary binary) throws Exception {
        try (var pair = new Pair(binary, Duration.ofSeconds(15), Duration.ofSeconds(8))) {
            pair.establish(pair.config(90, 65001, ""));
            var result = pair.bench.apply(pair.config(90, 65001, "protocol static s2 { ipv6; }\n"));
            assertThat(result.outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(result.timings().total()).isLessThan(Duration.ofSeconds(1));
            assertThat(ApplierBench.isEstablished(pair.bench.bird, "h_1")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_session_that_returns_confirms(BirdBinary binary) throws Exception {
        try (var pair = new Pair(binary, Duration.ofSeconds(15), Duration.ofSeconds(12))) {
            pair.establish(pair.config(90, 65001, ""));
            var restarted = pair.config(60, 65001, "");
            var result = pair.bench.apply(restarted);
            assertThat(result.outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(ApplierBench.isEstablished(pair.bench.bird, "h_1")).isTrue();
            pair.bench.assertRuns(restarted);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_session_that_does_not_return_rolls_back(BirdBinary binary) throws Exception {
        try (var pair = new Pair(binary, Duration.ofSeconds(15), Duration.ofSeconds(2))) {
            var good = pair.config(90, 65001, "");
            pair.establish(good);
            var wrong = pair.config(90, 65099, "");

            var result = pair.bench.apply(wrong);

            assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(result.running()).contains(good.revision());
            assertThat(result.reason())
                    .get()
                    .matches(it -> it.code() == ReasonCode.CONFIG_ROLLED_BACK
                            && it.message().contains("h_1"));
            pair.bench.assertRuns(good);
            ApplierBench.until("the session is up again", () -> ApplierBench.isEstablished(pair.bench.bird, "h_1"));

            var next = pair.config(90, 65001, "protocol static s2 { ipv6; }\n");
            assertThat(pair.bench.apply(next).outcome()).isEqualTo(Outcome.CONFIRMED);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void an_applier_that_dies_in_a_trial_leaves_nothing_behind(BirdBinary binary) throws Exception {
        try (var pair = new Pair(binary, Duration.ofSeconds(60), Duration.ofSeconds(50))) {
            var good = pair.config(90, 65001, "");
            pair.establish(good);
            pair.bench.applier().offer(pair.config(90, 65099, ""));
            ApplierBench.until("a trial is open", () -> undoIsPending(pair.bench.bird));

            pair.bench.restartApplier();

            ApplierBench.until("the trial is undone long before its time", () -> !undoIsPending(pair.bench.bird));
            ApplierBench.until("the session is up again", () -> ApplierBench.isEstablished(pair.bench.bird, "h_1"));
            pair.bench.assertRuns(good);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_bird_killed_in_a_trial_starts_from_the_last_good_one(BirdBinary binary) throws Exception {
        try (var pair = new Pair(binary, Duration.ofSeconds(60), Duration.ofSeconds(50))) {
            var good = pair.config(90, 65001, "");
            pair.establish(good);
            pair.bench.applier().offer(pair.config(90, 65099, ""));
            ApplierBench.until("a trial is open", () -> undoIsPending(pair.bench.bird));

            pair.bench.bird.kill();

            pair.bench.assertRuns(good);
            pair.bench.bird.restart();
            var next = pair.config(30, 65001, "");
            pair.bench.applier().offer(next);
            assertThat(pair.bench.awaitFinal(next).outcome()).isEqualTo(Outcome.CONFIRMED);
        }
    }

    private static boolean undoIsPending(RealBird bird) {
        try (var socket = BirdSocket.open(bird.socket())) {
            return ConfigureStatus.parse(socket.execute("configure status"))
                    .undoIn()
                    .isPresent();
        } catch (BirdUnreachable _) {
            return false;
        }
    }
}
