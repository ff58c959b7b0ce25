package io.heliograph.fleet.wire;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.JoinProof;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.reason.ReasonCode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of the events, made from the records: of draft 7, which AsyncAPI 3.0 names.
///
/// Fields that are not `Optional` are required; further fields are allowed, since a newer version may write them.
public final class Schemas {
    private static final String NAME = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$";

    /// Values that are one JSON string, by what they look like.
    private static final Map<Class<?>, String> PATTERNS = Map.ofEntries(
            Map.entry(ClusterId.class, NAME),
            Map.entry(HostId.class, NAME),
            Map.entry(ReflectorId.class, NAME),
            Map.entry(UpstreamId.class, NAME),
            Map.entry(NodeId.class, "^(host|reflector)/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"),
            Map.entry(ProtocolName.class, "^[A-Za-z_][A-Za-z0-9_]{0,63}$"),
            Map.entry(Revision.class, "^[0-9a-f]{64}$"),
            Map.entry(RouterId.class, "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$"),
            Map.entry(IpAddress.class, "^([0-9a-f:]{2,39}|[0-9]{1,3}(\\.[0-9]{1,3}){3})$"),
            Map.entry(Prefix.class, "^([0-9a-f:]{2,39}|[0-9]{1,3}(\\.[0-9]{1,3}){3})/[0-9]{1,3}$"),
            Map.entry(Community.class, "^[0-9]{1,10}(:[0-9]{1,10}){1,2}$"),
            Map.entry(SecretName.class, "^[a-z][a-z0-9_]{0,39}$"),
            Map.entry(JoinKey.class, "^hgk1_[A-Za-z0-9_-]{43}$"),
            Map.entry(JoinProof.class, "^hgp1_[A-Za-z0-9_-]{86}$"),
            Map.entry(ReasonCode.class, "^[A-Z][A-Z0-9_]*$"),
            Map.entry(Duration.class, "^-?PT[0-9HMS.-]+$"));

    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    /// The schema of a type's payload, as it stands in the contracts' folder.
    static String of(EventType type) {
        var schema = GENERATOR.generateSchema(type.payload());
        var complete = FleetJson.mapper().createObjectNode();
        complete.put("$schema", schema.path("$schema").asText());
        complete.put("$id", "urn:" + type.typeName().replace('.', ':'));
        complete.put("title", type.typeName());
        schema.properties().forEach(field -> complete.set(field.getKey(), field.getValue()));
        return complete.toPrettyString() + "\n";
    }

    /// The schema of an answer of the command line: a document with the schema's name and the data.
    ///
    /// @param name such as `heliograph.hosts.v1`
    /// @param data what a document holds
    /// @param list whether a document holds a list of those; a line of JSONL holds one of them
    /// @param watched whether a line may tell that an entry is no more
    public static String ofAnswer(String name, Class<?> data, boolean list, boolean watched) {
        var one = GENERATOR.generateSchema(data);
        var complete = FleetJson.mapper().createObjectNode();
        complete.put("$schema", one.path("$schema").asText());
        complete.put("$id", "urn:" + name.replace('.', ':'));
        complete.put("title", name);
        if (one.has("definitions")) {
            complete.set("definitions", one.remove("definitions"));
        }
        one.remove("$schema");
        var definitions = complete.withObject("/definitions");
        definitions.set("Entry", one);
        complete.put("type", "object");
        var properties = complete.putObject("properties");
        properties.putObject("schema").put("const", name);
        var entry = FleetJson.mapper().createObjectNode().put("$ref", "#/definitions/Entry");
        if (list) {
            var either = properties.putObject("data").putArray("anyOf");
            either.addObject().put("type", "array").set("items", entry);
            either.add(entry.deepCopy());
        } else {
            properties.set("data", entry);
        }
        complete.putArray("required").add("schema");
        if (watched) {
            properties.putObject("gone").put("type", "string");
            var either = complete.putArray("oneOf");
            either.addObject().putArray("required").add("data");
            either.addObject().putArray("required").add("gone");
        } else {
            complete.withArray("required").add("data");
        }
        return complete.toPrettyString() + "\n";
    }

    /// The schema of a report that carries its schema's name among its own fields.
    ///
    /// @param data the record, with what it concludes from its fields as methods that are marked as properties
    public static String ofReport(String name, Class<?> data) {
        var schema = GENERATOR.generateSchema(data);
        var complete = FleetJson.mapper().createObjectNode();
        complete.put("$schema", schema.path("$schema").asText());
        complete.put("$id", "urn:" + name.replace('.', ':'));
        complete.put("title", name);
        schema.properties().forEach(field -> complete.set(field.getKey(), field.getValue()));
        var properties = complete.withObject("/properties");
        properties.putObject("schema").put("const", name);
        Arrays.stream(data.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonProperty.class)
                        && !method.getName().equals("schema"))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> conclude(method, complete));
        return complete.toPrettyString() + "\n";
    }

    private static void conclude(Method method, ObjectNode schema) {
        var name = method.getAnnotation(JsonProperty.class).value();
        boolean verdict = method.getReturnType() == boolean.class;
        schema.withObject("/properties").putObject(name).put("type", verdict ? "boolean" : "number");
        if (verdict) {
            schema.withArray("required").add(name);
        }
    }

    private static SchemaGenerator generator() {
        var builder = new SchemaGeneratorConfigBuilder(
                        FleetJson.mapper(), SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.FLATTENED_OPTIONALS, Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::text)
                .withPropertySorter((_, _) -> 0)
                .withDescriptionResolver(scope -> blankToNull(
                        SourceWords.of(scope.getType().getErasedType()).type()));
        builder.forFields()
                .withRequiredCheck(field -> field.getRawMember().getType() != Optional.class)
                .withDescriptionResolver(Schemas::words);
        return new SchemaGenerator(builder.build());
    }

    private static @Nullable String words(FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        return SourceWords.of(field.getRawMember().getDeclaringClass())
                .components()
                .get(field.getName());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static @Nullable CustomDefinition text(ResolvedType type, SchemaGenerationContext context) {
        var erased = type.getErasedType();
        var node = context.getGeneratorConfig().createObjectNode();
        if (erased == JsonNode.class) {
            // Whatever the event's own schema says.
            return new CustomDefinition(node, DefinitionType.INLINE, AttributeInclusion.YES);
        } else if (erased == Asn.class) {
            node.put("type", "integer").put("minimum", 1).put("maximum", 4_294_967_294L);
        } else if (erased == Instant.class) {
            node.put("type", "string").put("format", "date-time");
        } else if (PATTERNS.containsKey(erased)) {
            node.put("type", "string").put("pattern", Objects.requireNonNull(PATTERNS.get(erased)));
        } else if (Map.class.isAssignableFrom(erased)
                && type.typeParametersFor(Map.class).getFirst().getErasedType().isEnum()) {
            return enumMap(type, node, context);
        } else {
            return null;
        }
        var kind = erased.getName().startsWith("java.") ? DefinitionType.INLINE : DefinitionType.STANDARD;
        return new CustomDefinition(node, kind, AttributeInclusion.YES);
    }

    private static CustomDefinition enumMap(ResolvedType type, ObjectNode node, SchemaGenerationContext context) {
        var parameters = type.typeParametersFor(Map.class);
        node.put("type", "object");
        node.set("propertyNames", context.createDefinitionReference(parameters.get(0)));
        node.set("additionalProperties", context.createDefinitionReference(parameters.get(1)));
        return new CustomDefinition(node, DefinitionType.INLINE, AttributeInclusion.YES);
    }
}
