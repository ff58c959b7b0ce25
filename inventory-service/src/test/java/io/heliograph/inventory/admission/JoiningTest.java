package io.heliograph.inventory.admission;

import static io.heliograph.inventory.admission.Given.NOW;
import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.JoinProof;
import io.heliograph.fleet.JoinToken;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.Membership.Newcomers;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a host that nobody declared comes to a cluster, and how it comes back.
class JoiningTest {
    private static final String A = "2001:db8:c001::/64";
    private static final HostId DOCKER07 = new HostId("docker07");

    /// The first pair of RFC 8032, 7.1.
    private static final JoinToken TOKEN = JoinToken.parse(JoinToken.text(
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));

    private static final JoinKey KEY =
            JoinKey.of(HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

    private final FleetLedger ledger = new FleetLedger();

    private void begin(Optional<Newcomers> newcomers) {
        var keys = newcomers.filter(Newcomers.TOKEN::equals).map(_ -> List.of(KEY));
        ledger.recall(Given.with(
                Given.cluster(JoinPolicy.DECLARED, 4, "2001:db8:c000::/36"),
                new Membership(newcomers, keys, Optional.empty(), Optional.empty())));
        ledger.recall(Given.reflector());
        ledger.begin(NOW);
    }

    @Test
    void a_newcomer_waits_until_it_is_approved_and_stays_then() {
        begin(Optional.of(Newcomers.APPROVED));
        ledger.report(report("docker07", 1, A), NOW);
        assertThat(reason()).contains(ReasonCode.JOIN_NOT_APPROVED);
        assertThat(host().isServed()).isFalse();

        approve();

        assertThat(host().standing()).isEqualTo(Standing.ADMITTED);
        assertThat(host().admitted()).hasSize(1);
        ledger.report(report("docker07", 2, A), NOW);
        assertThat(host().isServed()).isTrue();
        assertThat(approve()).isZero();
    }

    @Test
    void a_host_that_proves_a_token_joins_at_once() {
        begin(Optional.of(Newcomers.TOKEN));

        ledger.report(with(TOKEN.proof(Given.LAB, DOCKER07), report("docker07", 1, A)), NOW);

        assertThat(host().isServed()).isTrue();
    }

    @Test
    void no_proof_and_the_proof_of_another_host_are_refused_until_a_true_one_comes() {
        begin(Optional.of(Newcomers.TOKEN));
        ledger.report(report("docker07", 1, A), NOW);
        assertThat(reason()).contains(ReasonCode.JOIN_TOKEN_REFUSED);

        ledger.report(with(TOKEN.proof(Given.LAB, new HostId("docker08")), report("docker07", 2, A)), NOW);
        assertThat(reason()).contains(ReasonCode.JOIN_TOKEN_REFUSED);
        ledger.report(with(TOKEN.proof(new ClusterId("other"), DOCKER07), report("docker07", 3, A)), NOW);
        assertThat(reason()).contains(ReasonCode.JOIN_TOKEN_REFUSED);

        ledger.report(with(TOKEN.proof(Given.LAB, DOCKER07), report("docker07", 4, A)), NOW);
        assertThat(host().isServed()).isTrue();
    }

    @Test
    void who_was_admitted_stays_so_when_the_token_is_withdrawn() {
        begin(Optional.of(Newcomers.TOKEN));
        ledger.report(with(TOKEN.proof(Given.LAB, DOCKER07), report("docker07", 1, A)), NOW);

        ledger.declare(List.of(Given.cluster(JoinPolicy.DECLARED, 4, "2001:db8:c000::/36")), NOW);
        ledger.report(report("docker07", 2, A), NOW);
        ledger.report(report("docker08", 1, "2001:db8:c002::/64"), NOW);

        assertThat(host().isServed()).isTrue();
        assertThat(ledger.fleet().host(new HostId("docker08")).orElseThrow().reason())
                .map(Reason::code)
                .contains(ReasonCode.HOST_UNKNOWN);
    }

    @Test
    void a_token_that_is_added_lets_those_in_who_waited() {
        begin(Optional.empty());
        ledger.report(with(TOKEN.proof(Given.LAB, DOCKER07), report("docker07", 1, A)), NOW);
        assertThat(reason()).contains(ReasonCode.HOST_UNKNOWN);

        ledger.declare(
                List.of(Given.with(
                        Given.cluster(JoinPolicy.DECLARED, 4, "2001:db8:c000::/36"),
                        new Membership(
                                Optional.of(Newcomers.TOKEN),
                                Optional.of(List.of(KEY)),
                                Optional.empty(),
                                Optional.empty()))),
                NOW);

        assertThat(host().isServed()).isTrue();
    }

    @Test
    void a_host_that_comes_back_as_it_was_changes_nothing() {
        begin(Optional.of(Newcomers.APPROVED));
        ledger.report(report("docker07", 1, A), NOW);
        approve();
        var before = host();

        var decision = ledger.report(
                report("docker07", new ReportVersion(2, 1, "after the reboot"), List.of(Given.subnet(A))),
                NOW.plusSeconds(600));

        assertThat(decision.entries()).isEmpty();
        assertThat(decision.routes()).isEmpty();
        assertThat(host()).isEqualTo(before);
    }

    @Test
    void a_host_that_moves_takes_its_subnets_along_and_its_old_address_is_free() {
        ledger.recall(Given.cluster());
        ledger.begin(NOW);
        ledger.report(report("docker07", 1, A), NOW);
        var moved = IpAddress.parse("2001:db8::1:77");
        var decision = ledger.report(
                report("docker07", Given.LAB, Given.version(1, 2), moved, List.of(Given.subnet(A)), List.of()), NOW);

        assertThat(decision.entries()).hasSize(1);
        assertThat(decision.routes()).isEmpty();
        assertThat(host().address()).contains(moved);
        assertThat(host().admitted()).hasSize(1);
        assertThat(host().isServed()).isTrue();

        ledger.report(
                report(
                        "docker08",
                        Given.LAB,
                        Given.version(1, 1),
                        Given.address("docker07"),
                        List.of(Given.subnet("2001:db8:c002::/64")),
                        List.of()),
                NOW);
        assertThat(ledger.fleet().host(new HostId("docker08")).orElseThrow().isServed())
                .isTrue();
    }

    @Test
    void a_thousand_hosts_that_join_are_a_thousand_entries_and_their_restarts_none() {
        ledger.recall(Given.cluster());
        ledger.begin(NOW);
        var keys = new HashSet<String>();
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            var decision = ledger.report(numbered(i, 1), NOW.plusMillis(60L * i));
            written += decision.entries().size();
            decision.entries().forEach(entry -> keys.add(entry.key()));
        }
        assertThat(written).isEqualTo(1_000);
        assertThat(keys).hasSize(1_000);
        assertThat(ledger.fleet().hosts().values()).allMatch(HostEntry::isServed);

        for (int i = 0; i < 1_000; i++) {
            assertThat(ledger.report(numbered(i, 2), NOW.plusSeconds(120)).entries())
                    .isEmpty();
        }
    }

    private static HostReport numbered(int i, long epoch) {
        var digits = Integer.toHexString(0x1000 + i);
        return report(
                "docker" + i,
                Given.LAB,
                Given.version(epoch, 1),
                IpAddress.parse("2001:db8::2:" + digits),
                List.of(Given.subnet("2001:db8:c000:" + digits + "::/64")),
                List.of());
    }

    private static HostReport with(JoinProof proof, HostReport report) {
        return new HostReport(
                report.host(),
                report.cluster(),
                report.version(),
                report.observedAt(),
                report.cause(),
                report.facts(),
                report.subnets(),
                report.notAnnounced(),
                report.preflight(),
                Optional.empty(),
                Optional.of(proof),
                Optional.empty());
    }

    /// How many entries the approval changed.
    private int approve() {
        var outcome = HostOrders.approve(
                new FleetCommand.ApproveHost(DOCKER07, Optional.empty(), "test", "known"),
                ledger.fleet(),
                new Change(NOW, "test", "known"));
        var accepted = (CommandOutcome.Accepted) outcome;
        ledger.declare(accepted.entries(), NOW);
        return accepted.entries().size();
    }

    private HostEntry host() {
        return ledger.fleet().host(DOCKER07).orElseThrow();
    }

    private Optional<ReasonCode> reason() {
        return host().reason().map(Reason::code);
    }
}
