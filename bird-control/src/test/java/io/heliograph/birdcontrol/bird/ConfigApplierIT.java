package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigApplierIT {
    private static final String BIRDS = "io.heliograph.birdcontrol.bird.BirdBinary#all";
    private static final NodeConfig ONE = ApplierBench.withRoutes("2001:db8:1::/64");
    private static final NodeConfig TWO = ApplierBench.withRoutes("2001:db8:1::/64", "2001:db8:2::/64");

    private static ApplierBench bench(BirdBinary binary) {
        return new ApplierBench(RealBird.start(binary, Optional.empty(), ApplierBench.HEAD));
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_configuration_is_applied_and_bird_starts_from_it(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            var result = bench.apply(ONE);
            assertThat(result.outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(result.running()).contains(ONE.revision());
            assertThat(result.reason()).isEmpty();
            assertThat(result.bird()).isPresent();
            bench.assertRuns(ONE);
            ApplierBench.ask(bench.bird, "show protocols all s1");

            assertThat(bench.apply(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(TWO);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void equal_bytes_apply_nothing_and_are_answered(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            var before = bench.lastReconfiguration();
            ApplierBench.ask(bench.bird, "disable s1");

            var again = bench.apply(ONE);

            assertThat(again.outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertNotReconfiguredSince(before);
            bench.awaitDown("s1");
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void what_bird_refuses_is_told_with_its_line_and_changes_nothing(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            var before = bench.lastReconfiguration();
            var bad = ApplierBench.config(ONE.text() + "protocol nonsense { }\n");

            var result = bench.apply(bad);

            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.running()).contains(ONE.revision());
            assertThat(result.reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_REFUSED_BY_BIRD);
            var complaint = result.complaint().orElseThrow();
            assertThat(complaint.line()).isEqualTo(6);
            assertThat(complaint.column()).isPositive();
            assertThat(complaint.context()).contains("6: protocol nonsense { }");
            bench.assertNotReconfiguredSince(before);
            bench.assertRuns(ONE);

            assertThat(bench.apply(bad).outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(bench.apply(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(TWO);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_damaged_record_is_refused(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            var damaged = new NodeConfig(
                    ONE.node(),
                    ONE.cluster(),
                    TWO.revision(),
                    Optional.empty(),
                    ONE.text(),
                    "test",
                    ONE.changeClass(),
                    ONE.cost(),
                    ONE.inputOffsets(),
                    "test",
                    ONE.sessions());
            var result = bench.apply(damaged);
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_REVISION_MISMATCH);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_bird_that_was_killed_is_brought_to_the_latest_when_it_returns(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            bench.bird.kill();

            var absent = bench.apply(TWO);
            assertThat(absent.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(absent.reason()).get().matches(it -> it.code() == ReasonCode.BIRD_UNREACHABLE);
            bench.assertRuns(ONE);

            bench.bird.restart();
            assertThat(bench.await(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(TWO);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_bird_that_returns_with_something_else_is_brought_back(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            Files.writeString(bench.bird.configFolder().resolve("revisions/bootstrap/bird.conf"), ApplierBench.HEAD);
            bench.bird.kill();
            bench.bird.restart();
            assertThat(bench.await(ONE).outcome()).isEqualTo(Outcome.CONFIRMED);
            ApplierBench.ask(bench.bird, "show protocols all s1");
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void an_applier_that_starts_again_knows_from_disk_what_bird_runs(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            bench.restartApplier();
            var before = bench.lastReconfiguration();
            assertThat(bench.applier().lastGood()).contains(ONE);

            assertThat(bench.apply(ONE).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertNotReconfiguredSince(before);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void what_somebody_did_by_hand_is_told_and_stays_until_the_next_revision(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            bench.stopApplier();
            bench.configureByHand(ApplierBench.HEAD + "protocol static by_hand { ipv6; }\n");
            bench.restartApplier();
            var told = bench.await(ONE);
            assertThat(told.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(told.reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_DRIFT);
            assertThat(told.running()).isEmpty();
            assertThat(bench.applier().drift()).isPresent();
            ApplierBench.ask(bench.bird, "show protocols all by_hand");

            assertThat(bench.apply(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.configureByHand(ApplierBench.HEAD + "protocol static by_hand { ipv6; }\n");
            assertThat(bench.await(TWO).reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_DRIFT);

            assertThat(bench.apply(ONE).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(ONE);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void a_file_that_somebody_changed_is_told_and_the_next_revision_replaces_it(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            Files.writeString(bench.bird.configFolder().resolve("current/bird.conf"), ApplierBench.HEAD);
            var told = bench.await(ONE);
            assertThat(told.reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_FILE_DRIFT);
            assertThat(told.running()).contains(ONE.revision());
            assertThat(bench.apply(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(TWO);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void the_block_that_bird_does_not_read_is_found_and_named(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            var before = bench.lastReconfiguration();
            var text = new StringBuilder(ONE.text());
            for (int i = 1; i <= 40; i++) {
                text.append("""
                        protocol bgp h_%012x {
                        	description "docker%d";
                        	local fd00::11 as 65001; neighbor fd00::1:%x as %s; multihop;
                        	ipv6 { import none; export none; };
                        }
                        """.formatted(i, i, i, i == 23 ? "65001 as_well" : "65001"));
            }
            // Without its brace a block runs into the next one, and BIRD stumbles there.
            var open = text.toString().replace("65001 as_well; multihop;", "65001; multihop; ipv6 {");

            for (var bad : List.of(text.toString(), open)) {
                var result = bench.apply(ApplierBench.config(bad));
                assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
                var complaint = result.complaint().orElseThrow();
                assertThat(complaint.protocol()).contains(new ProtocolName("h_000000000017"));
                assertThat(complaint.peer()).contains("docker23");
            }
            bench.assertNotReconfiguredSince(before);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void what_costs_too_much_never_reaches_bird_until_it_is_released(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            var many = ApplierBench.withRoutes(java.util.stream.IntStream.range(0, 10)
                    .mapToObj("2001:db8:%x::/64"::formatted)
                    .toArray(String[]::new));
            bench.apply(many);
            var before = bench.lastReconfiguration();

            assertThat(bench.apply(TWO).outcome()).isEqualTo(Outcome.HELD);
            bench.assertNotReconfiguredSince(before);
            bench.assertRuns(many);

            var now = java.time.Instant.now();
            bench.applier()
                    .release(new Release(
                            ApplierBench.NODE,
                            TWO.cluster(),
                            TWO.revision(),
                            "withdraw-8-prefixes",
                            "moving",
                            "me",
                            now,
                            now.plusSeconds(60)));
            assertThat(bench.await(TWO).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(TWO);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void nothing_is_invented_where_there_is_nothing(BirdBinary binary) throws Exception {
        try (var bench = new ApplierBench(RealBird.prepared(binary, Optional.empty(), ApplierBench.HEAD))) {
            assertThat(bench.applier().lastGood()).isEmpty();
            assertThat(bench.apply(ONE).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(bench.current()).hasFileName("bootstrap");
            bench.bird.restart();
            assertThat(bench.await(ONE).outcome()).isEqualTo(Outcome.CONFIRMED);
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void of_a_burst_the_first_goes_at_once_and_then_the_latest(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            NodeConfig last = ONE;
            for (int i = 0; i < 100; i++) {
                last = ApplierBench.withRoutes("2001:db8:%x::/64".formatted(i + 16));
                bench.applier().offer(last);
            }
            assertThat(bench.await(last).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(last);
            try (var revisions = Files.list(bench.bird.configFolder().resolve("revisions"))) {
                assertThat(revisions.count()).isLessThan(10);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void only_the_last_revisions_are_kept(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            for (int i = 0; i < 8; i++) {
                bench.apply(ApplierBench.withRoutes("2001:db8:%x::/64".formatted(i + 16)));
            }
            bench.stopApplier();
            try (var revisions = Files.list(bench.bird.configFolder().resolve("revisions"))) {
                assertThat(revisions.filter(it -> !it.endsWith("bootstrap"))).hasSize(ConfigStore.KEPT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void anothers_trial_is_waited_for(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(ONE);
            var byHand = bench.bird.configFolder().resolve("revisions/bootstrap/bird.conf");
            ApplierBench.ask(bench.bird, "configure \"" + byHand + "\" timeout 2");
            bench.applier().offer(TWO);
            var result = bench.await(TWO);
            assertThat(result.outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(result.timings().total()).isGreaterThan(Duration.ofSeconds(1));
        }
    }
}
