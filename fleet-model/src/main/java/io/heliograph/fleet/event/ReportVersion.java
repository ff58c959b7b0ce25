package io.heliograph.fleet.event;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Comparator;

/// Who reports, and in which order: clocks are for display only.
///
/// @param epoch grows with each start of the agent and is kept on its disk; at least 1
/// @param sequence grows with each report of one epoch; at least 1
/// @param instance drawn anew at each start: two instances in one epoch are a cloned machine
public record ReportVersion(long epoch, long sequence, String instance) {
    /// By epoch, then sequence. Versions of different instances in one epoch have no meaningful order.
    public static final Comparator<ReportVersion> ORDER =
            Comparator.comparingLong(ReportVersion::epoch).thenComparingLong(ReportVersion::sequence);

    private static final int MAX_INSTANCE = 64;

    public ReportVersion {
        if (epoch < 1) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "epoch", epoch);
        }
        if (sequence < 1) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "sequence", sequence);
        }
        if (instance.isEmpty() || instance.length() > MAX_INSTANCE) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "instance", instance);
        }
    }

    public boolean isAfter(ReportVersion other) {
        return ORDER.compare(this, other) > 0;
    }

    public ReportVersion next() {
        return new ReportVersion(epoch, sequence + 1, instance);
    }

    @Override
    public String toString() {
        return epoch + "." + sequence;
    }
}
