package io.heliograph.cli.view;

import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Fact;
import java.util.List;

/// A story, told line by line.
public final class ExplanationView {
    private ExplanationView() {}

    public static Answer of(Explanation story, Paint paint) {
        var rows = story.facts().stream()
                .map(fact -> List.of(fact.what(), fact.good() ? "good" : "bad", fact.value(), Cells.of(fact.at())))
                .toList();
        var grid = new Grid(List.of("what", "verdict", "value", "at"), rows);
        return new Answer("heliograph.explanation.v1", story, List.of(story), grid, text(story, paint));
    }

    private static String text(Explanation story, Paint paint) {
        var text = new StringBuilder();
        text.append(story.kind().name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(story.subject());
        story.asOf().ifPresent(at -> text.append(" at ").append(at));
        text.append(": ")
                .append(paint.verdict(story.healthy(), story.summary()))
                .append('\n');
        int width = story.facts().stream()
                .mapToInt(fact -> fact.what().length())
                .max()
                .orElse(0);
        for (Fact fact : story.facts()) {
            text.append(paint.verdict(fact.good(), fact.good() ? "  + " : "  ! "))
                    .append(fact.what())
                    .repeat(" ", width - fact.what().length() + 2)
                    .append(fact.value());
            fact.at().ifPresent(at -> text.append("  ").append(at));
            text.append('\n');
        }
        story.failedStage()
                .ifPresent(stage ->
                        text.append("stopped before ").append(Cells.word(stage)).append('\n'));
        story.reason().ifPresent(reason -> text.append(reason).append('\n'));
        return text.toString();
    }
}
