package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A configuration names a secret, the machine has it, and BIRD gets it.
class SecretsIT {
    private static final String BIRDS = "io.heliograph.birdcontrol.bird.BirdBinary#all";
    private static final NodeConfig BEFORE = ApplierBench.withRoutes("2001:db8:1::/64");
    private static final NodeConfig SIGNED = ApplierBench.config(BEFORE.text() + """
            protocol bgp u_1 {
            \tlocal 127.0.0.1 port %d as 65001;
            \tneighbor 127.0.0.2 as 65000;
            \tdirect;
            \tinclude "secret-uplink.conf";
            \tipv4 { import none; export none; };
            }
            """.formatted(RealBird.freePort()));

    private static ApplierBench bench(BirdBinary binary) {
        return new ApplierBench(RealBird.start(binary, Optional.empty(), ApplierBench.HEAD));
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void without_the_secret_nothing_changes_and_with_it_all_goes_on_by_itself(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(BEFORE);
            var before = bench.lastReconfiguration();

            var refused = bench.apply(SIGNED);
            assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(refused.running()).contains(BEFORE.revision());
            assertThat(refused.reason()).get().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo(ReasonCode.SECRET_MISSING);
                assertThat(reason.message())
                        .contains("needs the secret uplink")
                        .contains("neither the file " + bench.secretsFolder().resolve("uplink"))
                        .contains("nor the variable HELIOGRAPH_SECRET_UPLINK");
            });
            bench.assertNotReconfiguredSince(before);
            bench.assertRuns(BEFORE);

            Files.createDirectories(bench.secretsFolder());
            Files.writeString(bench.secretsFolder().resolve("uplink"), "s3cr3t word\n");
            assertThat(bench.await(SIGNED).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertRuns(SIGNED);
            isKnownToNobodyElse(bench, "s3cr3t");

            bench.bird.restart();
            ApplierBench.ask(bench.bird, "show protocols all u_1");
        }
    }

    private static void isKnownToNobodyElse(ApplierBench bench, String secret) throws Exception {
        var revision = bench.bird.configFolder().resolve("current");
        var file = revision.resolve("secret-uplink.conf");
        assertThat(file).hasContent("\tpassword \"s3cr3t word\";\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(revision.resolve("config.json")).content().doesNotContain(secret);
        assertThat(revision.resolve("bird.conf")).content().doesNotContain(secret);
        assertThat(bench.resultsSoFar().toString() + bench.bird.log()).doesNotContain(secret);
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void another_secret_is_taken_at_the_next_start_of_the_agent(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            Files.createDirectories(bench.secretsFolder());
            Files.writeString(bench.secretsFolder().resolve("uplink"), "one");
            bench.apply(SIGNED);
            var before = bench.lastReconfiguration();

            bench.restartApplier();
            assertThat(bench.apply(SIGNED).outcome()).isEqualTo(Outcome.CONFIRMED);
            bench.assertNotReconfiguredSince(before);

            Files.writeString(bench.secretsFolder().resolve("uplink"), "two");
            bench.restartApplier();
            assertThat(bench.apply(SIGNED).outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(bench.lastReconfiguration()).isNotEqualTo(before);
            assertThat(bench.bird.configFolder().resolve("current/secret-uplink.conf"))
                    .hasContent("\tpassword \"two\";\n");
        }
    }

    @ParameterizedTest
    @MethodSource(BIRDS)
    void what_could_end_a_string_of_bird_never_reaches_it(BirdBinary binary) throws Exception {
        try (var bench = bench(binary)) {
            bench.apply(BEFORE);
            Files.createDirectories(bench.secretsFolder());
            for (var unusable : new String[] {"", "a\"b", "a\nb", "ü", "x".repeat(81), "x".repeat(5000)}) {
                Files.writeString(bench.secretsFolder().resolve("uplink"), unusable);
                var refused = bench.apply(SIGNED);
                assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(refused.reason().orElseThrow().message()).doesNotContain("xxx");
            }
            bench.assertRuns(BEFORE);
        }
    }
}
