package io.heliograph.inventory.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Convergence;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.answer.ReasonPage;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SearchHit;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Topology;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.wire.FleetJson;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Completes the description of the API when the service is built: values are one word of JSON and no objects, answers
/// say which fields are always there, and each answer and each problem has an example. The examples are answers of the
/// queries, kept in `examples/` by a test.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final List<Class<?>> WORDS = List.of(
            ClusterId.class,
            Community.class,
            HostId.class,
            IpAddress.class,
            JoinKey.class,
            NodeId.class,
            Prefix.class,
            ProtocolName.class,
            ReflectorId.class,
            Revision.class,
            RouterId.class,
            SecretName.class,
            UpstreamId.class);

    private static final List<Class<?>> ANSWERS = List.of(
            ApplyView.class,
            ClusterEntry.class,
            Convergence.class,
            Explanation.class,
            FleetChange.class,
            FleetStatus.class,
            HostView.class,
            Problem.class,
            ReasonPage.class,
            ReflectorView.class,
            Release.class,
            RolloutView.class,
            RouteView.class,
            SearchHit.class,
            SessionView.class,
            Topology.class,
            VersionView.class);

    private static final String REFERENCE = "#/components/schemas/";
    private static final int FIRST_PROBLEM = 400;

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents();
        WORDS.forEach(word -> schemas.addSchema(word.getSimpleName(), typed(Schema.SchemaType.STRING)));
        schemas.addSchema(Asn.class.getSimpleName(), typed(Schema.SchemaType.INTEGER));
        AnswerFields.describe(schemas, ANSWERS, List.of(FleetDeclaration.class));
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations()
                        .values()
                        .forEach(operation ->
                                operation.getResponses().getAPIResponses().forEach(ApiDescription::complete)));
    }

    private static Schema typed(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    private static void complete(String status, APIResponse response) {
        int number = Integer.parseInt(status);
        if (number >= FIRST_PROBLEM) {
            problem(number, response);
        } else if (response.getContent() != null) {
            response.getContent().getMediaTypes().values().forEach(ApiDescription::answer);
        }
    }

    private static void answer(MediaType type) {
        var schema = type.getSchema();
        boolean list = schema.getItems() != null;
        var reference = Optional.ofNullable((list ? schema.getItems() : schema).getRef());
        reference
                .map(text -> example(text.substring(REFERENCE.length())))
                .ifPresent(example ->
                        type.setExample(!list && example instanceof List<?> all ? all.getFirst() : example));
    }

    private static void problem(int status, APIResponse response) {
        var type = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(REFERENCE + Problem.class.getSimpleName()));
        if (example(Problem.class.getSimpleName()) instanceof List<?> problems) {
            problems.stream()
                    .filter(candidate -> isOf(candidate, status, response.getDescription()))
                    .findFirst()
                    .ifPresent(type::setExample);
        }
        response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, type));
    }

    /// A description names its code, or none where it may be one of many.
    private static boolean isOf(Object problem, int status, @Nullable String description) {
        return problem instanceof Map<?, ?> fields
                && Integer.valueOf(status).equals(fields.get("status"))
                && (description == null
                        || !description.contains("`")
                        || description.contains("`" + fields.get("code") + "`"));
    }

    /// A value as it stands in `examples/NAME.json`.
    private static @Nullable Object example(String name) {
        try (var file = ApiDescription.class.getResourceAsStream("/examples/" + name + ".json")) {
            return file == null ? null : FleetJson.mapper().readValue(file, new TypeReference<Object>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
