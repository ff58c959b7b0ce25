package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.LAB;
import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Blocks that are a host's own: declared, or given to each that joins.
class PoolsTest {
    private static final String POOL = "2001:db8:c700::/40";

    private final FleetLedger ledger = new FleetLedger();

    PoolsTest() {
        ledger.recall(Given.cluster());
        ledger.begin(NOW);
    }

    private HostEntry host(String name) {
        return ledger.fleet().host(new HostId(name)).orElseThrow();
    }

    private static FleetDeclaration owning(String host, String... pools) {
        return new FleetDeclaration(
                null,
                null,
                List.of(new HostDeclaration(
                        new HostId(host),
                        LAB,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(pools).stream().map(Prefix::parse).toList()))));
    }

    private List<ReasonCode> refusals(FleetDeclaration declaration) {
        return DeclarationRules.refusals(declaration, ledger.fleet()).stream()
                .map(reason -> reason.code())
                .toList();
    }

    private void declare(FleetDeclaration declaration) {
        assertThat(Declarations.declare(declaration, ledger.fleet(), Given.DECLARED))
                .isInstanceOfSatisfying(
                        CommandOutcome.Accepted.class, accepted -> ledger.declare(accepted.entries(), NOW));
    }

    @Test
    void a_pool_outlives_reports_and_nobody_else_is_admitted_in_it() {
        declare(owning("docker07", POOL));
        ledger.report(report("docker07", 1, "2001:db8:c701::/64"), NOW);
        ledger.report(report("docker02", 1, "2001:db8:c702::/64"), NOW);

        assertThat(host("docker07").pools()).contains(List.of(Prefix.parse(POOL)));
        assertThat(host("docker07").admitted())
                .extracting(AdmittedSubnet::prefix)
                .containsExactly(Prefix.parse("2001:db8:c701::/64"));
        assertThat(host("docker02").admitted()).isEmpty();
        assertThat(host("docker02").quarantined()).singleElement().satisfies(subnet -> {
            assertThat(subnet.reason().code()).isEqualTo(ReasonCode.PREFIX_TAKEN);
            assertThat(subnet.reason().message()).contains("docker07", POOL);
        });
    }

    @Test
    void a_pool_that_overlaps_what_somebody_has_is_refused_with_his_name() {
        ledger.report(report("docker02", 1, "2001:db8:c702::/64"), NOW);

        assertThat(refusals(owning("docker07", POOL))).containsExactly(ReasonCode.POOL_TAKEN);
        assertThat(refusals(owning("docker02", POOL))).isEmpty();
        assertThat(refusals(owning("docker07", "2001:db9::/40"))).containsExactly(ReasonCode.PREFIX_OUTSIDE_AGGREGATES);
        assertThat(refusals(owning("docker07", "2001:db8:c800::/80"))).containsExactly(ReasonCode.FIELD_INVALID);
    }

    @Test
    void a_pool_that_is_taken_away_leaves_the_networks_in_it() {
        declare(owning("docker07", POOL));
        ledger.report(report("docker07", 1, "2001:db8:c701::/64"), NOW);
        declare(owning("docker07"));

        assertThat(host("docker07").pools()).isEmpty();
        assertThat(host("docker07").admitted()).hasSize(1);
        ledger.report(report("docker02", 1, "2001:db8:c702::/64"), NOW);
        assertThat(host("docker02").admitted()).hasSize(1);
    }

    @Test
    void each_host_that_joins_is_given_a_block_of_its_own_and_keeps_it() {
        declare(giving(44));
        var blocks = new HashSet<Prefix>();
        for (int number = 1; number <= 200; number++) {
            ledger.report(report("docker" + number, 1), NOW);
            var given = host("docker" + number).pools().orElseThrow();
            assertThat(given).singleElement().satisfies(block -> {
                assertThat(Prefix.parse("2001:db8:c000::/36").covers(block)).isTrue();
                assertThat(block.length()).isEqualTo(44);
                assertThat(blocks.add(block)).as("%s twice", block).isTrue();
            });
            ledger.report(report("docker" + number, 2), NOW);
            assertThat(host("docker" + number).pools()).contains(given);
        }
    }

    @Test
    void a_cluster_without_room_admits_the_host_without_a_block() {
        declare(giving(37));
        ledger.report(report("docker1", 1), NOW);
        ledger.report(report("docker2", 1), NOW);
        ledger.report(report("docker3", 1, "2001:db8:c001::/64"), NOW);

        assertThat(host("docker1").pools()).isPresent();
        assertThat(host("docker2").pools()).isPresent();
        assertThat(host("docker3").pools()).isEmpty();
        assertThat(host("docker3").standing()).isEqualTo(HostEntry.Standing.ADMITTED);
    }

    private static FleetDeclaration giving(int length) {
        return new FleetDeclaration(
                List.of(new ClusterDeclaration(
                        LAB,
                        new Asn(65001),
                        List.of(Prefix.parse("2001:db8:c000::/36")),
                        Optional.empty(),
                        Optional.of(Set.of(SpecialRange.DOCUMENTATION)),
                        Optional.of(JoinPolicy.OPEN),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(length),
                        Optional.empty(),
                        Optional.empty())),
                null,
                null);
    }
}
