package io.heliograph.inventory.http;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.query.RolloutQueries;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What waits on its way to nodes, and a person's word that lets it go.
@Path("/api/v1/rollout")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "rollout")
@APIResponse(responseCode = "503", description = "`KAFKA_UNREACHABLE`")
public class RolloutResource {
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final Duration VALID_FOR = Duration.ofHours(1);

    private static final String RELEASE = """
            {"revision": "3f786850e387", "acceptRisk": "withdraw-120-prefixes", "why": "rack 7 is taken down",
              "by": "alice", "validFor": "PT1H"}""";

    /// The body of a release.
    ///
    /// @param revision the one that waits, twelve digits or more; may be given as `If-Match` instead
    /// @param acceptRisk the word that the rollout shows as its risk
    /// @param validFor how long it is good for; an hour, if it is not said
    record Wanted(
            Optional<String> revision,
            Optional<String> acceptRisk,
            Optional<String> why,
            Optional<String> by,
            Optional<Duration> validFor) {}

    private final FleetDesk desk;
    private final Function<ReleaseRequest, CompletionStage<ReleaseOutcome>> releases;

    RolloutResource(FleetDesk desk, Function<ReleaseRequest, CompletionStage<ReleaseOutcome>> releases) {
        this.desk = desk;
        this.releases = releases;
    }

    /// Every node that something waits for.
    @GET
    @Operation(summary = "What waits on its way to nodes, what waits for a person first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = RolloutView.class)))
    public String rollouts(@RestQuery Optional<String> cluster, @RestQuery Optional<String> state) {
        var waiting = RolloutQueries.rollouts(desk.fleet()).stream()
                .filter(view -> cluster.map(view.cluster().value()::equals).orElse(true)
                        && state.map(view.state().name()::equalsIgnoreCase).orElse(true))
                .toList();
        return RequestJson.writeList(waiting, RolloutView.class);
    }

    /// What waits on its way to one node; its tag is the revision.
    @GET
    @Path("/{kind}/{name}")
    @Operation(summary = "What waits on its way to one node; the ETag is its revision")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RolloutView.class)))
    @APIResponse(responseCode = "404", description = "`NOT_FOUND`: nothing waits")
    public Response rollout(@PathParam("kind") String kind, @PathParam("name") String name) {
        var node = node(kind, name);
        var view = RolloutQueries.rollouts(desk.fleet()).stream()
                .filter(it -> it.node().equals(node))
                .findFirst()
                .orElseThrow(() -> FleetDesk.missing("waiting configuration of", node.toString()));
        var response = Response.ok(RequestJson.write(view));
        view.revision().map(Revision::value).map(EntityTag::new).ifPresent(response::tag);
        return response.build();
    }

    /// Lets what waits go.
    @POST
    @Path("/{kind}/{name}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Let the revision that waits go to the node, this one and no other, for a time")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Wanted.class),
                            examples = @ExampleObject(name = "rr01", value = RELEASE)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Release.class)))
    @APIResponse(responseCode = "409", description = "`NOTHING_WAITS`, `REVISION_NOT_WAITING`")
    @APIResponse(responseCode = "422", description = "`RISK_NOT_ACCEPTED`, `FIELD_INVALID`")
    public String release(
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            String body) {
        var wanted = RequestJson.read(body, Wanted.class);
        var request = new ReleaseRequest(
                node(kind, name),
                wanted.revision()
                        .or(() -> ifMatch.map(tag -> tag.replace("\"", "")))
                        .orElse(""),
                FleetDesk.words(wanted.why(), ""),
                wanted.acceptRisk().orElse(""),
                FleetDesk.words(wanted.by(), "rest"),
                wanted.validFor().orElse(VALID_FOR));
        return switch (releases.apply(request).toCompletableFuture().join()) {
            case ReleaseOutcome.Granted(Release release) -> RequestJson.write(release);
            case ReleaseOutcome.Refused(Reason reason) -> throw new RefusedRequest(status(reason), List.of(reason));
            case ReleaseOutcome.Unavailable(Reason reason) -> throw new RefusedRequest(UNAVAILABLE, List.of(reason));
        };
    }

    private static int status(Reason reason) {
        return reason.code() == ReasonCode.NOTHING_WAITS || reason.code() == ReasonCode.REVISION_NOT_WAITING
                ? CONFLICT
                : UNPROCESSABLE;
    }

    private static NodeId node(String kind, String name) {
        try {
            return NodeId.parse(kind + "/" + name);
        } catch (InvalidValue e) {
            throw FleetDesk.missing("node", kind + "/" + name);
        }
    }
}
