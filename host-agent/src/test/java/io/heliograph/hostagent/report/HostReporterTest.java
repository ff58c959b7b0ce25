package io.heliograph.hostagent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.subnets.DockerNetwork;
import io.heliograph.node.subnets.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostReporterTest {
    private static final HostSelf SELF = new HostSelf(
            new HostId("docker01"),
            new ClusterId("lab"),
            IpAddress.parse("fd00::1"),
            "0.1.0",
            Attachment.BGP,
            Duration.ofSeconds(30));
    private static final KernelFacts KERNEL = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
    private static final Optional<String> BIRD = Optional.of("2.0.12");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);
    private static final EngineView GONE = new EngineView.Unreachable("unix:///s", "Connection refused");

    private static DockerNetwork network(String id, String subnet) {
        return network(id, subnet, Map.of("heliograph.x", "\u0007", "a", "b"));
    }

    private static DockerNetwork network(String id, String subnet, Map<String, String> labels) {
        return new DockerNetwork(id, "net-" + id, "bridge", false, true, List.of(subnet), Map.of(), labels);
    }

    private static EngineView engine(DockerNetwork... networks) {
        return new EngineView.Seen("20.10.24", Arrays.asList(networks));
    }

    private static HostReporter fresh() {
        return HostReporter.continuing(SELF, Optional.empty());
    }

    private static HostReporter told(HostReporter reporter, EngineView engine, Instant at) {
        return reporter.afterTelling(
                reporter.picture(engine, KERNEL, Granted.NOTHING, BIRD, at).orElseThrow());
    }

    @Test
    void an_agent_that_stops_asks_for_a_drain_and_one_that_starts_does_not() {
        var stopping =
                told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST).stopping();
        var picture = stopping.picture(engine(network("a", "2001:db8:1::/64")), KERNEL, Granted.NOTHING, BIRD, LATER)
                .orElseThrow();
        assertThat(stopping.isNews(picture)).isTrue();
        var farewell = stopping.report(picture, new ReportVersion(1, 2, "i"), LATER, "stop");
        assertThat(farewell.wish()).contains(HostReport.Wish.DRAIN);
        assertThat(farewell.subnets()).hasSize(1);

        var again = HostReporter.continuing(SELF, Optional.of(farewell));
        var first = again.picture(GONE, KERNEL, Granted.NOTHING, BIRD, LATER).orElseThrow();

        assertThat(again.isNews(first)).isTrue();
        assertThat(again.report(first, new ReportVersion(2, 1, "j"), LATER, "start")
                        .wish())
                .isEmpty();
    }

    @Test
    void a_subnet_keeps_the_time_it_was_first_seen() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);

        var picture = reporter.picture(
                        engine(network("b", "2001:db8:2::/64"), network("a", "2001:db8:1::/64")),
                        KERNEL,
                        Granted.NOTHING,
                        BIRD,
                        LATER)
                .orElseThrow();

        assertThat(picture.subnets()).extracting(ReportedSubnet::observedAt).containsExactly(FIRST, LATER);
    }

    private static EngineView running(String... addresses) {
        return new EngineView.Seen(
                "28.5.2",
                List.of(network("a", "2001:db8:1::/64")),
                Arrays.stream(addresses)
                        .map(address -> new Endpoint("a", IpAddress.parse(address)))
                        .toList());
    }

    private static Optional<IpAddress> target(HostReporter reporter) {
        return reporter.told().orElseThrow().subnets().getFirst().probeTarget();
    }

    /// A report for each container that comes beside it would be churn.
    @Test
    void the_container_to_probe_stays_the_same_for_as_long_as_it_runs() {
        var first = told(fresh(), running("fd00::7", "2001:db8:1::3", "2001:db8:1::4"), FIRST);
        assertThat(target(first)).as("inside of the subnet").contains(IpAddress.parse("2001:db8:1::3"));

        var joined = told(first, running("2001:db8:1::2", "2001:db8:1::3"), LATER);
        assertThat(joined.told()).isEqualTo(first.told());

        var gone = told(joined, running("2001:db8:1::2"), LATER);
        assertThat(target(gone)).contains(IpAddress.parse("2001:db8:1::2"));
        assertThat(target(told(gone, running(), LATER))).isEmpty();
    }

    /// Docker gives a network its labels when it is made: another label is another network.
    @Test
    void a_network_whose_containers_do_not_answer_names_none_of_them() {
        assertThat(target(labelled("a", "true"))).isPresent();
        assertThat(target(labelled("b", "false"))).isEmpty();
        assertThat(target(labelled("a", "no")))
                .as("admission refuses it by name")
                .isPresent();
    }

    private static HostReporter labelled(String id, String value) {
        var labels = Map.of("heliograph.probe", value);
        var engine = new EngineView.Seen(
                "28.5.2",
                List.of(network(id, "2001:db8:1::/64", labels)),
                List.of(new Endpoint(id, IpAddress.parse("2001:db8:1::3"))));
        var reporter = told(fresh(), engine, FIRST);
        assertThat(reporter.told().orElseThrow().subnets().getFirst().labels()).isEqualTo(labels);
        return reporter;
    }

    @Test
    void without_the_engine_no_container_is_known_to_run() {
        var reporter = told(told(fresh(), running("2001:db8:1::3"), FIRST), GONE, LATER);
        assertThat(target(reporter)).isEmpty();
    }

    @Test
    void a_network_that_is_created_anew_is_seen_anew() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);

        var picture = reporter.picture(engine(network("b", "2001:db8:1::/64")), KERNEL, Granted.NOTHING, BIRD, LATER)
                .orElseThrow();

        assertThat(picture.subnets()).extracting(ReportedSubnet::observedAt).containsExactly(LATER);
    }

    @Test
    void the_same_in_another_order_is_no_news() {
        var one = network("a", "2001:db8:1::/64");
        var two = network("b", "2001:db8:2::/64");
        var reporter = told(fresh(), engine(one, two), FIRST);

        assertThat(reporter.isNews(reporter.picture(engine(two, one), KERNEL, Granted.NOTHING, BIRD, LATER)
                        .orElseThrow()))
                .isFalse();
        assertThat(reporter.isNews(reporter.picture(engine(two), KERNEL, Granted.NOTHING, BIRD, LATER)
                        .orElseThrow()))
                .isTrue();
    }

    @Test
    void an_engine_out_of_reach_leaves_the_subnets_standing() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);

        var picture =
                reporter.picture(GONE, KERNEL, Granted.NOTHING, BIRD, LATER).orElseThrow();

        assertThat(picture.subnets()).isEqualTo(reporter.told().orElseThrow().subnets());
        assertThat(picture.facts().engine()).isEmpty();
        assertThat(picture.preflight())
                .extracting(reason -> reason.code())
                .containsExactly(ReasonCode.ENGINE_UNREACHABLE);
        var again = reporter.afterTelling(picture);
        assertThat(again.isNews(again.picture(GONE, KERNEL, Granted.NOTHING, BIRD, LATER)
                        .orElseThrow()))
                .isFalse();
    }

    @Test
    void a_bird_that_is_away_is_told_with_and_without_an_engine() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);
        var away = reporter.picture(
                        engine(network("a", "2001:db8:1::/64")), KERNEL, Granted.NOTHING, Optional.empty(), LATER)
                .orElseThrow();
        assertThat(codes(away)).containsExactly(ReasonCode.BIRD_UNREACHABLE);

        var blind = reporter.afterTelling(away);
        assertThat(codes(blind.picture(GONE, KERNEL, Granted.NOTHING, Optional.empty(), LATER)
                        .orElseThrow()))
                .containsExactlyInAnyOrder(ReasonCode.BIRD_UNREACHABLE, ReasonCode.ENGINE_UNREACHABLE);
        assertThat(codes(blind.picture(GONE, KERNEL, Granted.NOTHING, BIRD, LATER)
                        .orElseThrow()))
                .containsExactly(ReasonCode.ENGINE_UNREACHABLE);
        assertThat(codes(blind.picture(
                                engine(network("a", "2001:db8:1::/64")),
                                KERNEL,
                                Granted.NOTHING,
                                Optional.of("2.0.7"),
                                LATER)
                        .orElseThrow()))
                .containsExactly(ReasonCode.BIRD_TOO_OLD);
    }

    private static List<ReasonCode> codes(HostPicture picture) {
        return picture.preflight().stream().map(reason -> reason.code()).toList();
    }

    @Test
    void a_subnet_says_itself_what_keeps_packets_out_and_its_sighting_stands() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);
        var off = new KernelFacts("6.1", Optional.of("0"), List.of(), Optional.empty());
        var picture = reporter.picture(engine(network("a", "2001:db8:1::/64")), off, Granted.NOTHING, BIRD, LATER)
                .orElseThrow();
        assertThat(picture.subnets()).singleElement().satisfies(subnet -> {
            assertThat(subnet.broken()).map(reason -> reason.code()).contains(ReasonCode.FORWARDING_OFF);
            assertThat(subnet.observedAt()).isEqualTo(FIRST);
        });
        assertThat(reporter.isNews(picture)).isTrue();
    }

    @Test
    void an_engine_never_seen_is_not_reported_as_empty() {
        assertThat(fresh().picture(GONE, KERNEL, Granted.NOTHING, BIRD, FIRST)).isEmpty();
    }

    @Test
    void the_last_report_on_disk_is_what_was_told_unless_it_is_another_hosts() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);
        var report = reporter.report(reporter.told().orElseThrow(), new ReportVersion(3, 7, "i"), LATER, "heartbeat");

        assertThat(HostReporter.continuing(SELF, Optional.of(report))).isEqualTo(reporter);
        var other = new HostSelf(
                new HostId("docker02"),
                SELF.cluster(),
                SELF.address(),
                SELF.agent(),
                SELF.attachment(),
                Duration.ofSeconds(30));
        assertThat(HostReporter.continuing(other, Optional.of(report)).told()).isEmpty();
    }

    @Test
    void only_our_labels_travel_and_they_travel_unchecked() {
        var reporter = told(fresh(), engine(network("a", "2001:db8:1::/64")), FIRST);
        var report = reporter.report(reporter.told().orElseThrow(), new ReportVersion(1, 1, "i"), LATER, "start");

        var decoded = EventCodec.decode(
                Topic.HOST_REPORTS,
                HostReport.class,
                Optional.empty(),
                Optional.of("docker01"),
                EventCodec.encode(report));

        assertThat(decoded).isEqualTo(new Decoded.Event<>(report));
        assertThat(report.subnets().getFirst().labels()).isEqualTo(Map.of("heliograph.x", "\u0007"));
    }
}
