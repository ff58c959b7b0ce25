package io.heliograph.birdcontrol.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A cell of BIRD's grid *Route change stats*, and bird_exporter's name for it.
///
/// @param row as BIRD writes it, `Import updates`
/// @param column as BIRD writes it, `accepted`
/// @param name of the metric
record ChangeCell(String row, String column, String name, String help) {
    static final List<ChangeCell> ALL = all();

    private static List<ChangeCell> all() {
        var cells = new ArrayList<ChangeCell>();
        for (var direction : List.of("Import", "Export")) {
            for (var kind : List.of("update", "withdraw")) {
                for (var column : List.of("receive", "reject", "filter", "ignore", "accept")) {
                    cells.add(cell(direction, kind, column));
                }
            }
        }
        return List.copyOf(cells);
    }

    private static ChangeCell cell(String direction, String kind, String verb) {
        var column = verb.endsWith("e") ? verb + "d" : verb + "ed";
        var row = direction + " " + kind + "s";
        return new ChangeCell(
                row,
                column,
                "bird_protocol_changes_" + kind + "_" + direction.toLowerCase(Locale.ROOT) + "_" + verb + "_count",
                row + ": " + column);
    }
}
