package io.heliograph.fleet.answer;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;

/// A request that was not served (RFC 9457, `application/problem+json`), with our code and mend.
///
/// @param type a URI reference that names the code
/// @param status the HTTP status
/// @param detail what happened
/// @param instance the path that was asked for
/// @param reasons all that is wrong, where it is more than one thing; the first is the problem's own
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ReasonCode code,
        String mend,
        List<Reason> reasons) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        reasons = List.copyOf(reasons);
    }

    public static Problem of(int status, String instance, Reason reason, List<Reason> reasons) {
        return new Problem(
                "urn:heliograph:reason:" + reason.code(),
                reason.code().title(),
                status,
                reason.message(),
                instance,
                reason.code(),
                reason.mend(),
                reasons);
    }
}
