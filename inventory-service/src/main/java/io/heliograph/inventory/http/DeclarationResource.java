package io.heliograph.inventory.http;

import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetChange.Action;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.admission.FleetCommand.Kind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What is wanted. Saying the same twice changes nothing the second time; `message` and `by` are kept with the
/// change.
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "declaration")
@APIResponse(responseCode = "400", description = "Not JSON, an unknown field, a value of the wrong form")
@APIResponse(responseCode = "409", description = "In conflict with the rest of the fleet, such as `ADDRESS_TAKEN`")
@APIResponse(
        responseCode = "412",
        description = "`CHANGED_MEANWHILE`: `If-Match` does not have the ETag that it has now")
@APIResponse(responseCode = "422", description = "Readable, but against a rule")
@APIResponse(responseCode = "503", description = "`KAFKA_UNREACHABLE`")
public class DeclarationResource {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private static final String FLEET = """
            {"clusters": [{"cluster": "lab", "asn": 65001, "aggregates": ["2001:db8:c000::/36"],
              "allowSpecialRanges": ["DOCUMENTATION"], "join": "OPEN",
              "upstreams": [{"upstream": "router1", "address": "2001:db8::1", "asn": 65000}]}],
             "reflectors": [{"reflector": "rr01", "cluster": "lab", "address": "2001:db8::11"}]}""";

    private static final String CLUSTER = """
            {"cluster": "lab", "asn": 65001, "aggregates": ["2001:db8:c000::/36"],
              "allowSpecialRanges": ["DOCUMENTATION"], "join": "OPEN"}""";

    private static final String REFLECTOR = """
            {"reflector": "rr01", "cluster": "lab", "address": "2001:db8::11"}""";

    private static final String HOST = """
            {"host": "docker01", "cluster": "lab"}""";

    private final FleetDesk desk;

    DeclarationResource(FleetDesk desk) {
        this.desk = desk;
    }

    /// Applies a whole declaration, or shows what it would change.
    @POST
    @Path("/fleet/apply")
    @Operation(summary = "Apply a declaration, all of it or nothing; what it does not name is left alone")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = FleetDeclaration.class),
                            examples = @ExampleObject(name = "lab", value = FLEET)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = FleetChange.class)))
    public String apply(
            String body,
            @RestQuery @DefaultValue("false") boolean dryRun,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        var declaration = RequestJson.read(body, FleetDeclaration.class);
        var command = declare(declaration, dryRun, message, by);
        return RequestJson.writeList(desk.execute(command).changes(), FleetChange.class);
    }

    /// Declares a cluster.
    @PUT
    @Path("/clusters/{id}")
    @Operation(summary = "Declare a cluster; its name may be left out of the body")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ClusterDeclaration.class),
                            examples = @ExampleObject(name = "lab", value = CLUSTER)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public Response cluster(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            String body,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        var declared = RequestJson.read(body, ClusterDeclaration.class, "cluster", id);
        return one(new FleetDeclaration(List.of(declared), null, null), Kind.CLUSTER, id, ifMatch, message, by);
    }

    /// Declares a reflector.
    @PUT
    @Path("/reflectors/{id}")
    @Operation(summary = "Declare a reflector; its name may be left out of the body")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReflectorDeclaration.class),
                            examples = @ExampleObject(name = "rr01", value = REFLECTOR)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public Response reflector(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            String body,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        var declared = RequestJson.read(body, ReflectorDeclaration.class, "reflector", id);
        return one(new FleetDeclaration(null, List.of(declared), null), Kind.REFLECTOR, id, ifMatch, message, by);
    }

    /// Declares a host.
    @PUT
    @Path("/hosts/{id}")
    @Operation(summary = "Declare a host; a removed one may join again. Its name may be left out of the body")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = HostDeclaration.class),
                            examples = @ExampleObject(name = "docker01", value = HOST)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public Response host(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            String body,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        var declared = RequestJson.read(body, HostDeclaration.class, "host", id);
        return one(new FleetDeclaration(null, null, List.of(declared)), Kind.HOST, id, ifMatch, message, by);
    }

    /// Removes a cluster that has no members.
    @DELETE
    @Path("/clusters/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Remove a cluster without members")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public String removeCluster(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        return remove(Kind.CLUSTER, id, ifMatch, message, by);
    }

    /// Removes a reflector.
    @DELETE
    @Path("/reflectors/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Remove a reflector")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public String removeReflector(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        return remove(Kind.REFLECTOR, id, ifMatch, message, by);
    }

    /// Removes a host and withdraws its subnets.
    @DELETE
    @Path("/hosts/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Remove a host: its subnets are withdrawn, and it stays out until it is declared again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
    public String removeHost(
            @PathParam("id") String id,
            @HeaderParam("If-Match") Optional<String> ifMatch,
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        boolean elsewhere = cluster.isPresent()
                && desk.fleet().hosts().values().stream()
                        .filter(entry -> entry.host().value().equals(id))
                        .anyMatch(entry -> !entry.cluster().value().equals(cluster.get()));
        if (elsewhere) {
            throw FleetDesk.missing("host", cluster.get() + "/" + id);
        }
        return remove(Kind.HOST, id, ifMatch, message, by);
    }

    private static FleetCommand declare(
            FleetDeclaration declaration, boolean dryRun, Optional<String> message, Optional<String> by) {
        return new FleetCommand.Declare(
                declaration, dryRun, FleetDesk.words(by, "rest"), FleetDesk.words(message, "declared"));
    }

    private Response one(
            FleetDeclaration declaration,
            Kind kind,
            String id,
            Optional<String> ifMatch,
            Optional<String> message,
            Optional<String> by) {
        var command = declare(declaration, false, message, by);
        var change = desk.execute(command, kind, id, ifMatch).changes().getFirst();
        return Response.status(change.action() == Action.CREATE ? CREATED : OK)
                .entity(RequestJson.write(change))
                .build();
    }

    private String remove(
            Kind kind, String id, Optional<String> ifMatch, Optional<String> message, Optional<String> by) {
        var command =
                new FleetCommand.Remove(kind, id, FleetDesk.words(by, "rest"), FleetDesk.words(message, "removed"));
        return RequestJson.write(
                desk.execute(command, kind, id, ifMatch).changes().getFirst());
    }
}
