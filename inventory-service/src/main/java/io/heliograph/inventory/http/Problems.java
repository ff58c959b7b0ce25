package io.heliograph.inventory.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Whatever goes wrong with a request becomes a problem with our code and mend.
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int OUR_FAULT = 500;

    Problems() {}

    @ServerExceptionMapper
    Response refused(RefusedRequest refused, UriInfo uri) {
        return problem(refused.status(), uri, refused.reasons());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        var reason = status == NOT_FOUND
                ? Reason.of(ReasonCode.NOT_FOUND, "resource", uri.getPath())
                : Reason.of(ReasonCode.REQUEST_INVALID, String.valueOf(e.getMessage()));
        return problem(status, uri, List.of(reason));
    }

    @ServerExceptionMapper
    Response bug(Exception e, UriInfo uri) {
        LOG.errorf(e, "event=request_failed path=%s", uri.getPath());
        return problem(
                OUR_FAULT,
                uri,
                List.of(new Reason(
                        ReasonCode.UNLISTED, "The request failed in the inventory.", "See the inventory's log.")));
    }

    private static Response problem(int status, UriInfo uri, List<Reason> reasons) {
        var problem = Problem.of(status, uri.getPath(), reasons.getFirst(), reasons);
        try {
            var response = Response.status(status)
                    .type(Problem.MEDIA_TYPE)
                    .entity(FleetJson.mapper().writeValueAsString(problem));
            if (status == UNAVAILABLE) {
                response.header("Retry-After", RETRY_AFTER_SECONDS);
            }
            return response.build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem that is no JSON", e);
        }
    }
}
