package io.heliograph.inventory.http;

import io.heliograph.inventory.query.Listing;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// The parameters that every list has.
public class PageWish {
    private static final String TOTAL = "X-Total-Count";

    @RestQuery
    @Parameter(description = "a part of a name or an address")
    Optional<String> q = Optional.empty();

    @RestQuery
    @Parameter(description = "only what is not as it should be")
    Optional<Boolean> trouble = Optional.empty();

    @RestQuery
    @Parameter(description = "a field to sort by, with - before it for the other direction", example = "-since")
    Optional<String> sort = Optional.empty();

    @RestQuery
    @Parameter(description = "at most so many, 1 to 1000; all without it. X-Total-Count says how many there are")
    Optional<Integer> limit = Optional.empty();

    @RestQuery
    @Parameter(description = "leave out so many first")
    Optional<Integer> offset = Optional.empty();

    Listing.Wish wish() {
        return RequestJson.checked(() -> new Listing.Wish(q, trouble, sort, limit, offset));
    }

    /// The rows, and how many there are in all.
    <T> RestResponse<String> answer(Listing.Page<T> page, Class<T> type) {
        return RestResponse.ResponseBuilder.ok(RequestJson.writeList(page.rows(), type), MediaType.APPLICATION_JSON)
                .header(TOTAL, page.total())
                .build();
    }
}
