package io.heliograph.inventory.http;

import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.inventory.admission.EntryTag;
import io.heliograph.inventory.admission.FleetCommand.Kind;
import io.heliograph.inventory.query.Explain;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.Listing;
import io.heliograph.inventory.query.Listings;
import io.heliograph.inventory.query.NodeQueries;
import io.heliograph.inventory.query.PastAnswer;
import io.heliograph.inventory.query.PastQuestion;
import io.heliograph.inventory.query.RouteQueries;
import io.heliograph.inventory.query.SessionQueries;
import io.heliograph.inventory.query.StatusQuery;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// What there is, and what has become of it.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "state")
@APIResponse(
        responseCode = "503",
        description = "The topics are not read to their ends yet: `KAFKA_UNREACHABLE`",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class FleetResource {
    private static final String SUBJECTS = "prefix, host, reflector or session";

    private final FleetDesk desk;
    private final Function<PastQuestion, PastAnswer> past;

    FleetResource(FleetDesk desk, Function<PastQuestion, PastAnswer> past) {
        this.desk = desk;
        this.past = past;
    }

    /// The fleet on one screen.
    @GET
    @Path("/status")
    @Operation(summary = "The fleet on one screen, the worst first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetStatus.class)))
    public String status() {
        return RequestJson.write(StatusQuery.status(desk.fleet(), Instant.now()));
    }

    /// The active clusters.
    @GET
    @Path("/clusters")
    @Operation(summary = "The active clusters with their policy")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ClusterEntry.class)))
    public String clusters() {
        return RequestJson.writeList(NodeQueries.clusters(desk.fleet()), FleetEntry.class);
    }

    /// One cluster.
    @GET
    @Path("/clusters/{id}")
    @Operation(summary = "One active cluster")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClusterEntry.class)))
    @APIResponse(responseCode = "404", description = "`NOT_FOUND`")
    public Response cluster(@PathParam("id") String id) {
        return one(
                Kind.CLUSTER,
                id,
                fleet -> fleet.clusters().values(),
                NodeQueries::clusters,
                entry -> entry.cluster().value().equals(id));
    }

    /// The active reflectors.
    @GET
    @Path("/reflectors")
    @Operation(summary = "The active reflectors, their sessions, routes and configurations")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ReflectorView.class)))
    public RestResponse<String> reflectors(@RestQuery Optional<String> cluster, @BeanParam PageWish page) {
        return list(
                ReflectorView.class,
                NodeQueries::reflectors,
                view -> is(cluster, view.cluster()),
                Listings.REFLECTORS,
                page);
    }

    /// One reflector.
    @GET
    @Path("/reflectors/{id}")
    @Operation(summary = "One active reflector")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReflectorView.class)))
    @APIResponse(responseCode = "404", description = "`NOT_FOUND`")
    public Response reflector(@PathParam("id") String id) {
        return one(
                Kind.REFLECTOR,
                id,
                fleet -> fleet.reflectors().values(),
                NodeQueries::reflectors,
                view -> view.reflector().value().equals(id));
    }

    /// The active hosts.
    @GET
    @Path("/hosts")
    @Operation(summary = "The active hosts: what each says, what it may announce, what has become of it")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = HostView.class)))
    public RestResponse<String> hosts(@RestQuery Optional<String> cluster, @BeanParam PageWish page) {
        return list(HostView.class, NodeQueries::hosts, view -> is(cluster, view.cluster()), Listings.HOSTS, page);
    }

    /// One host.
    @GET
    @Path("/hosts/{id}")
    @Operation(summary = "One active host")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HostView.class)))
    @APIResponse(responseCode = "404", description = "`NOT_FOUND`")
    public Response host(@PathParam("id") String id) {
        return one(
                Kind.HOST,
                id,
                fleet -> fleet.hosts().values(),
                NodeQueries::hosts,
                view -> view.host().value().equals(id));
    }

    /// The sessions of the reflectors.
    @GET
    @Path("/sessions")
    @Operation(summary = "The sessions of the reflectors: what is configured and what is")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SessionView.class)))
    public RestResponse<String> sessions(
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> reflector,
            @RestQuery Optional<String> peer,
            @BeanParam PageWish page) {
        return list(
                SessionView.class,
                SessionQueries::sessions,
                view -> (cluster.isEmpty()
                                || view.cluster().map(Object::toString).equals(cluster))
                        && is(reflector, view.reflector())
                        && is(peer, view.peer()),
                Listings.SESSIONS,
                page);
    }

    /// The subnets and their journeys.
    @GET
    @Path("/routes")
    @Operation(summary = "The subnets, each with its journey")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = RouteView.class)))
    public RestResponse<String> routes(
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> host,
            @RestQuery Optional<String> prefix,
            @BeanParam PageWish page) {
        return list(
                RouteView.class,
                RouteQueries::routes,
                view -> is(cluster, view.cluster()) && is(host, view.host()) && is(prefix, view.prefix()),
                Listings.ROUTES,
                page);
    }

    /// What was rendered for each node and what its agent says of it.
    @GET
    @Path("/applies")
    @Operation(summary = "What was rendered for each node, and what its agent says of it")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ApplyView.class)))
    public RestResponse<String> applies(@RestQuery Optional<String> node, @BeanParam PageWish page) {
        return list(ApplyView.class, NodeQueries::applies, view -> is(node, view.node()), Listings.APPLIES, page);
    }

    /// The whole story of a prefix, a host, a reflector or a session.
    @GET
    @Path("/explain")
    @Operation(
            summary = "The whole story of a prefix, a host, a reflector or a session, with the reason and the mend",
            description = """
                    With `at` it is told of that moment, from what the bus has kept: entries, reports, applies and \
                    transitions for the audit window, routes and texts until they are compacted. What it does not tell \
                    any more is said, and counts neither as good nor as bad.""")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Explanation.class)))
    @APIResponse(responseCode = "400", description = "`FIELD_INVALID`: `at` is no time that has passed")
    @APIResponse(responseCode = "404", description = "`NOT_FOUND`")
    public String explain(
            @Parameter(
                            description = "a prefix, an address, a host, a reflector, or reflector/session",
                            example = "2001:db8:c001::/64")
                    @RestQuery
                    Optional<String> subject,
            @Parameter(description = "as it was then", example = "2026-03-01T12:00:00Z") @RestQuery
                    Optional<String> at) {
        var asked = subject.orElse("");
        if (at.isPresent()) {
            return past(asked, PastTime.parse(at.get(), Instant.now()));
        }
        return Explain.explain(desk.fleet(), asked)
                .map(RequestJson::write)
                .orElseThrow(() -> FleetDesk.missing(SUBJECTS, asked));
    }

    private String past(String subject, Instant at) {
        return switch (past.apply(new PastQuestion(subject, at))) {
            case PastAnswer.Told(Explanation story) -> RequestJson.write(story);
            case PastAnswer.Unknown _ -> throw FleetDesk.missing(SUBJECTS, subject + " at " + at);
            case PastAnswer.Unavailable(Reason reason) -> throw FleetDesk.unavailable(reason);
        };
    }

    private <T> RestResponse<String> list(
            Class<T> type,
            Function<FleetSnapshot, List<T>> query,
            Predicate<T> wanted,
            Listing<T> listing,
            PageWish page) {
        var wish = page.wish();
        var all = query.apply(desk.fleet()).stream().filter(wanted).toList();
        return page.answer(RequestJson.checked(() -> listing.page(all, wish)), type);
    }

    /// One of them, with the tag by which it can be changed only if nobody else has meanwhile.
    private <T> Response one(
            Kind kind,
            String id,
            Function<FleetSnapshot, Collection<? extends FleetEntry>> entries,
            Function<FleetSnapshot, List<T>> query,
            Predicate<T> wanted) {
        var fleet = desk.fleet();
        var view = query.apply(fleet).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> FleetDesk.missing(kind.word(), id));
        var response = Response.ok(RequestJson.write(view));
        entries.apply(fleet).stream()
                .filter(entry -> entry.key().endsWith("/" + id))
                .findFirst()
                .ifPresent(entry -> response.tag(EntryTag.of(entry).value()));
        return response.build();
    }

    private static boolean is(Optional<String> wanted, Object actual) {
        return wanted.map(value -> value.equals(actual.toString())).orElse(true);
    }
}
