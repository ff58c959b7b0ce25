package io.heliograph.cli.doctor;

import io.heliograph.fleet.reason.Reason;
import java.util.List;

/// One thing that was looked at on a node.
///
/// @param name one word, fixed: `engine`, `forwarding`, …
/// @param detail what was seen, or why nothing was looked at
/// @param reasons what is wrong, with the code and the mend
public record Check(String name, State state, String detail, List<Reason> reasons) {
    /// `SKIPPED`: it does not apply here, or cannot be looked at.
    public enum State {
        OK,
        TROUBLE,
        SKIPPED
    }

    public Check {
        reasons = List.copyOf(reasons);
    }

    static Check of(String name, String detail, List<Reason> reasons) {
        return new Check(name, reasons.isEmpty() ? State.OK : State.TROUBLE, detail, reasons);
    }

    static Check skipped(String name, String why) {
        return new Check(name, State.SKIPPED, why, List.of());
    }

    public boolean isTrouble() {
        return state == State.TROUBLE;
    }
}
