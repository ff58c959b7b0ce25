package io.heliograph.cli.kafka;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;

/// No broker answered in time.
public final class BusUnreachable extends Exception {
    private final transient Reason reason;

    BusUnreachable(String bootstrap, Throwable cause) {
        super(bootstrap, cause);
        reason = Reason.of(ReasonCode.KAFKA_UNREACHABLE, bootstrap);
    }

    public Reason reason() {
        return reason;
    }
}
