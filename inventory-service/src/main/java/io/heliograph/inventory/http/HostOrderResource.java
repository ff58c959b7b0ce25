package io.heliograph.inventory.http;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.inventory.admission.FleetCommand;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What is asked of one host. Asking twice changes nothing the second time; `message` and `by` are kept with the
/// change, and `cluster`, where it is given, must be the host's.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "lifecycle")
@APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FleetChange.class)))
@APIResponse(responseCode = "404", description = "`NOT_FOUND`")
@APIResponse(responseCode = "503", description = "`KAFKA_UNREACHABLE`")
public class HostOrderResource {
    private final FleetDesk desk;

    HostOrderResource(FleetDesk desk) {
        this.desk = desk;
    }

    /// Takes a host out of service.
    @POST
    @Path("/hosts/{id}/drain")
    @Operation(
            summary = "Take a host out of service: its routes are marked GRACEFUL_SHUTDOWN, then withdrawn. "
                    + "The host may be stopped once GET /hosts/{id} says safeToStop")
    public String drain(
            @PathParam("id") String id,
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        return ordered(
                id,
                cluster,
                (host, in) -> new FleetCommand.DrainHost(host, in, author(by), FleetDesk.words(message, "drain")));
    }

    /// Takes a drain back.
    @DELETE
    @Path("/hosts/{id}/drain")
    @Operation(summary = "Have a drained host serve again")
    @APIResponse(responseCode = "409", description = "`HOST_STOPPING`: its own agent drains it")
    public String undrain(
            @PathParam("id") String id,
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        return ordered(
                id,
                cluster,
                (host, in) -> new FleetCommand.UndrainHost(host, in, author(by), FleetDesk.words(message, "undrain")));
    }

    /// Lets a newcomer join.
    @POST
    @Path("/hosts/{id}/approve")
    @Operation(summary = "Let a newcomer join that waits in quarantine; an admitted host stays as it is")
    public String approve(
            @PathParam("id") String id,
            @RestQuery Optional<String> cluster,
            @RestQuery Optional<String> message,
            @RestQuery Optional<String> by) {
        return ordered(
                id,
                cluster,
                (host, in) -> new FleetCommand.ApproveHost(host, in, author(by), FleetDesk.words(message, "approved")));
    }

    private static String author(Optional<String> by) {
        return FleetDesk.words(by, "rest");
    }

    private String ordered(
            String id, Optional<String> cluster, BiFunction<HostId, Optional<ClusterId>, FleetCommand> order) {
        var command = order.apply(
                RequestJson.value(id, HostId::new), cluster.map(name -> RequestJson.value(name, ClusterId::new)));
        return RequestJson.write(desk.execute(command).changes().getFirst());
    }
}
