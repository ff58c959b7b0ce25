package io.heliograph.cli.view;

import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.answer.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fleet on one screen: what is wrong first, then how many there are of each thing.
public final class StatusView {
    /// More than a screen holds helps nobody at night; `-o json` has them all.
    private static final int SHOWN_TROUBLES = 12;

    private static final int NAME_WIDTH = 12;
    private static final int COUNT_WIDTH = 9;

    private StatusView() {}

    public static Answer of(FleetStatus status, Instant now, Paint paint) {
        var rows = new ArrayList<List<String>>();
        tallies(status)
                .forEach((name, tally) -> rows.add(List.of(
                        name, Integer.toString(tally.expected()), Integer.toString(tally.actual()), tally.clause())));
        var grid = new Grid(List.of("what", "expected", "actual", "clause"), rows);
        return new Answer("heliograph.status.v1", status, List.of(status), grid, text(status, now, paint));
    }

    private static Map<String, Tally> tallies(FleetStatus status) {
        var tallies = new LinkedHashMap<String, Tally>();
        tallies.put("clusters", status.clusters());
        tallies.put("reflectors", status.reflectors());
        tallies.put("hosts", status.hosts());
        tallies.put("sessions", status.sessions());
        tallies.put("routes", status.routes());
        return tallies;
    }

    private static String text(FleetStatus status, Instant now, Paint paint) {
        var text = new StringBuilder();
        if (!status.healthy()) {
            text.append(paint.verdict(false, status.summary())).append('\n');
        }
        var shown = status.troubles().stream().limit(SHOWN_TROUBLES).toList();
        shown.forEach(trouble -> text.append(trouble(trouble, now, paint)));
        if (status.troublesInAll() > shown.size()) {
            text.append("… and ").append(status.troublesInAll() - shown.size()).append(" more\n");
        }
        tallies(status)
                .forEach((name, tally) -> text.append(line(
                        name,
                        paint.verdict(tally.isComplete(), padded(Cells.of(tally), COUNT_WIDTH)),
                        tally.clause())));
        var revisions = status.revisions();
        boolean settled = revisions.confirmed() >= revisions.wanted();
        return text.append(line(
                        "revisions",
                        paint.verdict(settled, padded(revisions.confirmed() + "/" + revisions.wanted(), COUNT_WIDTH)),
                        revisions.wanted() + " wanted, " + revisions.rendered() + " rendered, " + revisions.confirmed()
                                + " confirmed"))
                .toString();
    }

    private static String trouble(Trouble trouble, Instant now, Paint paint) {
        var age = trouble.since().isPresent() ? " (" + Cells.age(trouble.since(), now) + ")" : "";
        return paint.verdict(false, trouble.kind() + " " + trouble.subject()) + age + "\n  " + trouble.reason() + "\n";
    }

    private static String line(String name, String count, String clause) {
        return (padded(name, NAME_WIDTH) + count + clause).stripTrailing() + "\n";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
