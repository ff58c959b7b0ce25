package io.heliograph.inventory.http;

import io.heliograph.fleet.reason.Reason;
import java.util.List;

/// Ends a request that cannot be served. An exception, as the framework asks for one.
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Reason> reasons;

    RefusedRequest(int status, List<Reason> reasons) {
        super(reasons.getFirst().toString());
        this.status = status;
        this.reasons = List.copyOf(reasons);
    }

    int status() {
        return status;
    }

    List<Reason> reasons() {
        return reasons;
    }
}
