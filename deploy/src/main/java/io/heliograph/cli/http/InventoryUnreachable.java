package io.heliograph.cli.http;

import io.heliograph.fleet.reason.Reason;

/// The inventory did not answer, or something else did in its place.
public final class InventoryUnreachable extends Exception {
    private final transient Reason reason;

    InventoryUnreachable(Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.reason = reason;
    }

    InventoryUnreachable(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
