package io.heliograph.fleetfile;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;

/// One thing that is wrong with a file: where, what, and the mend.
record Fault(Position at, String what, String mend) {
    /// `FLEET_FILE_INVALID: fleet.yaml:3:10: what. Mend.`
    Reason reason(String file) {
        var message =
                Reason.of(ReasonCode.FLEET_FILE_INVALID, file + ":" + at, what).message();
        return new Reason(ReasonCode.FLEET_FILE_INVALID, message, mend);
    }
}
