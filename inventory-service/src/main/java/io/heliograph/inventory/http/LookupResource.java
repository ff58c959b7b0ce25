package io.heliograph.inventory.http;

import io.heliograph.fleet.answer.Convergence;
import io.heliograph.fleet.answer.ReasonPage;
import io.heliograph.fleet.answer.SearchHit;
import io.heliograph.fleet.answer.Topology;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.query.ConvergenceQuery;
import io.heliograph.inventory.query.NodeQueries;
import io.heliograph.inventory.query.RouteQueries;
import io.heliograph.inventory.query.SearchQuery;
import io.heliograph.inventory.query.SessionQueries;
import io.heliograph.inventory.query.TopologyQuery;
import io.heliograph.inventory.query.VersionQuery;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What looks over the fleet as a whole: its picture, its speed, a search, and the catalogue of reasons.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "state")
public class LookupResource {
    private static final int BAD_REQUEST = 400;
    private static final int MAX_HITS = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final FleetDesk desk;
    private final String version;

    LookupResource(FleetDesk desk, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.desk = desk;
        this.version = version;
    }

    /// The picture of the fleet.
    @GET
    @Path("/topology")
    @Operation(summary = "Routers, reflectors, hosts and the sessions between them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Topology.class)))
    public String topology() {
        var fleet = desk.fleet();
        var sessions = SessionQueries.sessions(fleet);
        var configurations = NodeQueries.byNode(fleet);
        return RequestJson.write(TopologyQuery.topology(
                NodeQueries.clusters(fleet),
                NodeQueries.reflectors(fleet, sessions, configurations),
                NodeQueries.hosts(fleet, sessions, configurations),
                sessions));
    }

    /// The headline figure over time.
    @GET
    @Path("/convergence")
    @Operation(summary = "How long subnets took from observed to verified, over time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Convergence.class)))
    @APIResponse(responseCode = "400", description = "`FIELD_INVALID`")
    public String convergence(
            @Parameter(description = "how far back, as an ISO 8601 duration", example = "PT1H") @RestQuery
                    Optional<String> window) {
        return RequestJson.write(ConvergenceQuery.convergence(
                RouteQueries.routes(desk.fleet()), duration(window.orElse("PT1H")), Instant.now()));
    }

    private static Duration duration(String text) {
        try {
            var window = Duration.parse(text);
            if (window.compareTo(SHORTEST) >= 0 && window.compareTo(LONGEST) <= 0) {
                return window;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new RefusedRequest(
                BAD_REQUEST,
                List.of(Reason.of(ReasonCode.FIELD_INVALID, "window", text + " (from " + SHORTEST + " to P30D)")));
    }

    /// Finds what somebody has a word of.
    @GET
    @Path("/search")
    @Operation(summary = "Finds a cluster, reflector, host, subnet or session by a part of its name, or by an address")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SearchHit.class)))
    public String search(@Parameter(example = "2001:db8:c001::5") @RestQuery Optional<String> q) {
        return RequestJson.writeList(SearchQuery.search(desk.fleet(), q.orElse(""), MAX_HITS), SearchHit.class);
    }

    /// Who runs which version.
    @GET
    @Path("/versions")
    @Operation(summary = "Which version each service and agent runs, with its BIRD, engine and kernel")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = VersionView.class)))
    public String versions() {
        return RequestJson.writeList(VersionQuery.versions(desk.fleet(), version), VersionView.class);
    }

    /// The catalogue of reasons.
    @GET
    @Path("/reasons")
    @Operation(summary = "Every reason that Heliograph gives, with its mend")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ReasonPage.class)))
    public String reasons() {
        return RequestJson.writeList(
                Arrays.stream(ReasonCode.values()).map(ReasonPage::of).toList(), ReasonPage.class);
    }
}
