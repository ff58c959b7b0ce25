package io.heliograph.renderer.http;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.reason.InvalidValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// Configurations that this instance has sent since it started, as BIRD reads them. The bus has them all.
@Path("/api/v1/configs")
public class ConfigsResource {
    private final LatestConfigs configs;

    ConfigsResource(LatestConfigs configs) {
        this.configs = configs;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> nodes() {
        return configs.nodes().stream().map(NodeId::toString).toList();
    }

    @GET
    @Path("{kind}/{name}")
    @Produces(MediaType.TEXT_PLAIN)
    public String text(@PathParam("kind") String kind, @PathParam("name") String name) {
        try {
            return configs.of(NodeId.parse(kind + "/" + name))
                    .orElseThrow(() -> new NotFoundException("not rendered since the renderer started"))
                    .text();
        } catch (InvalidValue e) {
            throw new NotFoundException(e);
        }
    }
}
