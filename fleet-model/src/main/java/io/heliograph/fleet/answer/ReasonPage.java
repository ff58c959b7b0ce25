package io.heliograph.fleet.answer;

import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.reason.ReasonCode.Severity;
import java.time.Duration;
import java.util.List;

/// A reason of the catalogue, as the documents and the dashboard tell it.
///
/// @param message the text, its arguments as `…`
/// @param mend what to do, its arguments as `…`
/// @param showsAfter it is told as trouble once it has held for so long
/// @param explainedBy where one of these holds of what this depends on, this is not told beside it
public record ReasonPage(
        ReasonCode code,
        String title,
        Severity severity,
        boolean costsReachability,
        String message,
        String mend,
        Duration showsAfter,
        List<ReasonCode> explainedBy) {
    public ReasonPage {
        explainedBy = List.copyOf(explainedBy);
    }

    public static ReasonPage of(ReasonCode code) {
        return new ReasonPage(
                code,
                code.title(),
                code.severity(),
                code.costsReachability(),
                code.messageText(),
                code.mendText(),
                code.showsAfter(),
                code.explainedBy().stream().sorted().toList());
    }
}
