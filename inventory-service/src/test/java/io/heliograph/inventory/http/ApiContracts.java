package io.heliograph.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The API's description against the JSON Schemas of the answers, which are made from the same records: the same
/// fields, the same of them always there, the same of them absent or null at times.
public final class ApiContracts {
    private static final Path CONTRACTS = Path.of("../docs/contracts/answers");
    private static final String SCHEMAS = "#/components/schemas/";

    /// The contract of each answer that the command line gives as well.
    static final Map<String, String> PUBLISHED = Map.ofEntries(
            Map.entry("FleetStatus", "status"),
            Map.entry("HostView", "hosts"),
            Map.entry("ReflectorView", "reflectors"),
            Map.entry("SessionView", "sessions"),
            Map.entry("RouteView", "routes"),
            Map.entry("ApplyView", "applies"),
            Map.entry("Explanation", "explanation"),
            Map.entry("RolloutView", "rollouts"),
            Map.entry("Release", "release"),
            Map.entry("FleetChange", "fleet-changes"),
            Map.entry("VersionView", "versions"));

    private final JsonNode api;
    private final JsonNode contract;

    private ApiContracts(JsonNode api, JsonNode contract) {
        this.api = api;
        this.contract = contract;
    }

    static Path file(String contract) {
        return CONTRACTS.resolve(contract + ".v1.schema.json");
    }

    /// Fails unless the description says of every answer what its schema says.
    public static void assertAgrees(JsonNode api) throws IOException {
        for (var published : PUBLISHED.entrySet()) {
            var contract = FleetJson.mapper().readTree(Files.readString(file(published.getValue())));
            var ours = api.at("/components/schemas/" + published.getKey());
            new ApiContracts(api, contract).compare(published.getKey(), ours, contract.at("/definitions/Entry"));
        }
    }

    /// Fails where an answer, or an object in one, leaves open which of its fields are always there.
    public static void assertRequires(JsonNode api) {
        var asked = new TreeSet<String>();
        var answered = new TreeSet<String>();
        api.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    collect(api, operation.path("requestBody"), asked);
                    collect(api, operation.path("responses"), answered);
                }));
        answered.removeAll(asked);
        assertThat(answered).hasSizeGreaterThan(PUBLISHED.size()).allSatisfy(name -> {
            var schema = api.path("components").path("schemas").path(name);
            assertThat(schema.has("properties") && schema.path("required").isEmpty())
                    .as(name)
                    .isFalse();
        });
    }

    private static void collect(JsonNode api, JsonNode node, Set<String> names) {
        var reference = node.path("$ref").asText();
        if (reference.startsWith(SCHEMAS) && names.add(reference.substring(SCHEMAS.length()))) {
            collect(api, api.at(reference.substring(1)), names);
        }
        node.properties().stream()
                .filter(field -> !field.getKey().startsWith("example"))
                .forEach(field -> collect(api, field.getValue(), names));
        node.valueStream().filter(_ -> node.isArray()).forEach(part -> collect(api, part, names));
    }

    private void compare(String where, JsonNode ours, JsonNode theirs) {
        var described = value(ours, api);
        var published = value(theirs, contract);
        if (published.has("items")) {
            compare(where + "[]", described.path("items"), published.path("items"));
        }
        if (!published.has("properties")) {
            return;
        }
        assertThat(words(described.path("required")))
                .as("required of " + where)
                .isEqualTo(words(published.path("required")));
        published.path("properties").properties().forEach(field -> {
            var name = where + "." + field.getKey();
            var property = described.path("properties").path(field.getKey());
            assertThat(property.isMissingNode()).as(name + " is missing").isFalse();
            assertThat(mayBeNull(property, api))
                    .as(name + " may be null")
                    .isEqualTo(mayBeNull(field.getValue(), contract));
            compare(name, property, field.getValue());
        });
    }

    /// What a schema says of a value that is not null.
    private static JsonNode value(JsonNode schema, JsonNode document) {
        if (schema.has("$ref") && !schema.has("properties")) {
            return value(document.at(schema.path("$ref").asText().substring(1)), document);
        }
        return alternatives(schema)
                .filter(part -> !isNull(part) && (part.has("$ref") || part.has("properties")))
                .findFirst()
                .map(part -> value(part, document))
                .orElse(schema);
    }

    private static boolean mayBeNull(JsonNode schema, JsonNode document) {
        return isNull(schema)
                || (schema.has("$ref")
                        && mayBeNull(document.at(schema.path("$ref").asText().substring(1)), document))
                || alternatives(schema).anyMatch(part -> mayBeNull(part, document));
    }

    private static boolean isNull(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? words(type).contains("null") : type.asText().equals("null");
    }

    private static Stream<JsonNode> alternatives(JsonNode schema) {
        return Stream.of("anyOf", "allOf").flatMap(word -> schema.path(word).valueStream());
    }

    private static Set<String> words(JsonNode list) {
        var words = new TreeSet<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }
}
