package io.heliograph.cli.view;

import io.heliograph.cli.doctor.Check;
import io.heliograph.cli.doctor.Examination;
import io.heliograph.cli.doctor.NodeSettings;
import io.heliograph.cli.doctor.Patient;
import io.heliograph.fleet.reason.Reason;
import java.util.ArrayList;
import java.util.List;

/// What `doctor` found, for a person and for a program.
public final class DoctorView {
    private static final int WORD_WIDTH = 9;
    private static final int NAME_WIDTH = 15;

    private DoctorView() {}

    /// A machine, in the form that is printed as JSON.
    ///
    /// @param role `HOST` or `REFLECTOR`
    record Machine(String node, NodeSettings.Role role, String cluster, boolean healthy, List<Check> checks) {}

    /// The machine that the command ran on.
    public static Answer of(Examination examination, Paint paint) {
        var node = examination.node();
        var rows = new ArrayList<List<String>>();
        var text = new StringBuilder();
        var bad = examination.checks().stream().filter(Check::isTrouble).count();
        text.append(paint.verdict(
                        bad == 0,
                        node.name() + " (" + Cells.word(node.role()) + " of cluster " + node.cluster() + "): "
                                + (bad == 0
                                        ? "healthy"
                                        : bad + " of " + examination.checks().size() + " checks found trouble")))
                .append('\n');
        for (var check : examination.checks()) {
            rows.add(List.of(
                    check.name(),
                    Cells.word(check.state()),
                    codes(check.reasons()),
                    detail(check),
                    mends(check.reasons())));
            text.append(line(check, paint));
        }
        var machine =
                new Machine(node.name(), node.role(), node.cluster(), examination.isHealthy(), examination.checks());
        return new Answer(
                "heliograph.doctor.v1",
                machine,
                List.of(machine),
                new Grid(List.of("check", "state", "codes", "text", "mend"), rows),
                text.toString());
    }

    private static String line(Check check, Paint paint) {
        var word = Cells.word(check.state());
        var head = paint.verdict(!check.isTrouble(), padded(word, WORD_WIDTH)) + padded(check.name(), NAME_WIDTH);
        var text = new StringBuilder((head + (check.isTrouble() ? "" : check.detail())).stripTrailing()).append('\n');
        check.reasons()
                .forEach(reason -> text.append("         ").append(reason).append('\n'));
        return text.toString();
    }

    private static String detail(Check check) {
        return check.isTrouble()
                ? String.join(" ", check.reasons().stream().map(Reason::message).toList())
                : check.detail();
    }

    private static String codes(List<Reason> reasons) {
        return String.join(
                " ", reasons.stream().map(reason -> reason.code().name()).toList());
    }

    private static String mends(List<Reason> reasons) {
        return String.join(" ", reasons.stream().map(Reason::mend).toList());
    }

    /// Nodes as the inventory knows them.
    public static Answer of(List<Patient> patients, Paint paint) {
        var rows = new ArrayList<List<String>>();
        var text = new StringBuilder();
        for (var patient : patients) {
            rows.add(List.of(
                    patient.node().toString(),
                    patient.cluster(),
                    patient.healthy() ? "ok" : "trouble",
                    codes(patient.troubles()),
                    String.join(
                            " ",
                            patient.troubles().stream().map(Reason::message).toList())));
            text.append(paint.verdict(patient.healthy(), padded(patient.healthy() ? "ok" : "trouble", WORD_WIDTH)))
                    .append(patient.node())
                    .append('\n');
            patient.troubles()
                    .forEach(reason -> text.append("         ").append(reason).append('\n'));
            if (patient.troublesInAll() > patient.troubles().size()) {
                text.append("         … and ")
                        .append(patient.troublesInAll() - patient.troubles().size())
                        .append(" more\n");
            }
        }
        return new Answer(
                "heliograph.doctor-fleet.v1",
                patients,
                patients,
                new Grid(List.of("node", "cluster", "state", "codes", "text"), rows),
                text.toString());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
