package io.heliograph.birdcontrol.reply;

import java.util.Arrays;
import java.util.Optional;

/// The state of a BGP session in BIRD's words; all but `PASSIVE` and `CLOSE` are RFC 4271's.
public enum BgpState {
    IDLE("Idle"),
    CONNECT("Connect"),
    ACTIVE("Active"),
    OPEN_SENT("OpenSent"),
    OPEN_CONFIRM("OpenConfirm"),
    ESTABLISHED("Established"),
    CLOSE("Close"),
    PASSIVE("Passive"),
    DOWN("Down");

    private final String word;

    BgpState(String word) {
        this.word = word;
    }

    /// BIRD's word for it.
    public String word() {
        return word;
    }

    static Optional<BgpState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
