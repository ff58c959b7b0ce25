package io.heliograph.birdcontrol.sample;

import io.heliograph.birdcontrol.reply.BgpState;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.reply.SinceText;
import io.heliograph.fleet.event.RouteCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// BIRD's figures under the names and labels of czerwonk/bird_exporter (its new format), so that dashboards and alerts
/// that were made for it go on working.
///
/// Two things differ. The labels `import_filter` and `export_filter` are absent: a filter of ours has another name with
/// each policy, and each name would be a new series. And `state` of `bird_protocol_up` is the BGP state alone, not the
/// peer's last error with it, which the peer words as it likes.
public final class BirdSamples {
    /// With more protocols than this, the twenty counters of changes are given of those with few of a kind alone:
    /// sessions to routers and reflectors, not to hosts.
    public static final int MOST_WITH_CHANGES = 1_000;

    static final Set<String> EXPORTED = Set.of("BGP", "OSPF", "Kernel", "Static", "Direct", "Babel", "RPKI", "BFD");

    private static final String HOST_SESSION = "h_";
    private static final String STATIC_HOST = "Static";
    private static final List<String> LABELS = List.of("name", "proto", "ip_version");
    private static final List<String> WITH_STATE = List.of("name", "proto", "ip_version", "state");

    private final BirdSeen seen;
    private final Instant now;
    private final ZoneId zone;
    private final List<Family> families = new ArrayList<>();

    private BirdSamples(BirdSeen seen, Instant now, ZoneId zone) {
        this.seen = seen;
        this.now = now;
        this.zone = zone;
    }

    /// What there is to measure.
    ///
    /// @param answers what BIRD answered last; empty while it does not answer: then that alone is told, as
    ///     bird_exporter does, since the last figures of a daemon that is gone are nobody's figures
    /// @param zone of the times that BIRD shows
    public static List<Family> of(Optional<BirdSeen> answers, Instant now, ZoneId zone) {
        var samples = new BirdSamples(answers.orElse(BirdSeen.NOTHING), now, zone);
        samples.daemon(answers.isPresent());
        if (answers.isPresent()) {
            samples.protocols();
        }
        return List.copyOf(samples.families);
    }

    private void daemon(boolean answers) {
        double up = answers ? 1 : 0;
        families.add(Family.of("bird_socket_query_success", "Whether BIRD's control socket answers", up));
        families.add(Family.of("bird_daemon_up", "Whether BIRD runs, as far as its control socket tells", up));
        seen.status().ifPresent(this::status);
    }

    private void status(DaemonStatus status) {
        families.add(new Family(
                "bird_daemon_info",
                "BIRD's version and router id",
                List.of("router_id", "version"),
                List.of(new Family.Sample(List.of(status.routerId(), status.versionText()), 1))));
        time("bird_last_reboot_timestamp_seconds", "When BIRD was started", status.lastReboot());
        time(
                "bird_last_reconfig_timestamp_seconds",
                "When BIRD loaded the configuration that it runs",
                status.lastReconfiguration());
    }

    private void time(String name, String help, String text) {
        SinceText.parse(text, zone).ifPresent(at -> families.add(Family.of(name, help, (double) at.getEpochSecond())));
    }

    private record Line(ProtocolRow row, ChannelCounts counts, boolean withChanges) {
        List<String> labels() {
            return List.of(row.name(), row.kind(), counts.ipVersion());
        }
    }

    private void protocols() {
        var lines = lines();
        add("bird_protocol_up", "Whether the protocol is up", WITH_STATE, lines, line -> line.row.isUp() ? 1 : 0);
        add("bird_protocol_uptime", "Seconds since the protocol came to its state", LABELS, lines, this::uptime);
        routes("import", "Routes that came in and were taken", lines, RouteCounts::imported);
        routes("export", "Routes that went out", lines, RouteCounts::exported);
        routes("filter", "Routes that came in and were refused by a filter", lines, RouteCounts::filtered);
        routes("preferred", "Routes of the protocol that the table selected", lines, RouteCounts::preferred);
        var changing = lines.stream().filter(Line::withChanges).toList();
        for (int i = 0; i < ChangeCell.ALL.size(); i++) {
            int at = i;
            var cell = ChangeCell.ALL.get(i);
            add(
                    cell.name(),
                    cell.help(),
                    LABELS,
                    changing,
                    line -> line.counts.changes().get(at));
        }
    }

    private List<Line> lines() {
        boolean many = seen.rows().size() > MOST_WITH_CHANGES;
        var lines = new ArrayList<Line>();
        for (var row : seen.rows()) {
            // What was never looked at in detail is told with its address family, a look later.
            for (var counts : seen.counts().getOrDefault(row.name(), List.of())) {
                if (EXPORTED.contains(row.kind())) {
                    lines.add(new Line(row, standing(row, counts), !many || !isOneOfMany(row)));
                }
            }
        }
        return lines;
    }

    /// A session that is down has no routes, whatever was counted while it was up.
    private static ChannelCounts standing(ProtocolRow row, ChannelCounts counts) {
        return !row.isBgp() || row.isEstablished()
                ? counts
                : new ChannelCounts(counts.ipVersion(), RouteCounts.NONE, counts.changes());
    }

    private static boolean isOneOfMany(ProtocolRow row) {
        return row.name().startsWith(HOST_SESSION) || row.kind().equals(STATIC_HOST);
    }

    private double uptime(Line line) {
        return SinceText.parse(line.row.since(), zone)
                .map(since -> (double) Math.max(0, Duration.between(since, now).toSeconds()))
                .orElse(0.0);
    }

    private void routes(String what, String help, List<Line> lines, ToDoubleFunction<RouteCounts> count) {
        add(
                "bird_protocol_prefix_" + what + "_count",
                help,
                LABELS,
                lines,
                line -> count.applyAsDouble(line.counts.routes()));
    }

    private void add(String name, String help, List<String> labels, List<Line> lines, ToDoubleFunction<Line> value) {
        var samples = new ArrayList<Family.Sample>(lines.size());
        for (var line : lines) {
            var values = new ArrayList<>(line.labels());
            if (labels.size() > LABELS.size()) {
                values.add(line.row.bgpState().map(BgpState::word).orElse(""));
            }
            samples.add(new Family.Sample(values, value.applyAsDouble(line)));
        }
        families.add(new Family(name, help, labels, samples));
    }
}
