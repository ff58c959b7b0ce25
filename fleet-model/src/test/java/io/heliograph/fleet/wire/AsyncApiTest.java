package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The description of the bus says what the code does.
class AsyncApiTest {
    private static final Path FILE = Path.of("../docs/asyncapi.yaml");

    private final JsonNode document = read();

    @Test
    void is_asyncapi_3_with_only_the_fields_that_it_knows() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(names(document))
                .isSubsetOf(
                        "asyncapi",
                        "id",
                        "info",
                        "defaultContentType",
                        "servers",
                        "channels",
                        "operations",
                        "components");
        assertThat(names(document.path("info"))).contains("title", "version");
        for (var channel : document.path("channels")) {
            assertThat(names(channel)).isSubsetOf("address", "title", "description", "servers", "messages", "bindings");
        }
        for (var operation : document.path("operations")) {
            assertThat(names(operation)).isSubsetOf("action", "title", "tags", "channel", "messages");
            assertThat(operation.path("action").asText()).isIn("send", "receive");
            assertThat(operation.path("messages").get(0).path("$ref").asText())
                    .startsWith(operation.path("channel").path("$ref").asText() + "/messages/");
        }
    }

    @Test
    void has_exactly_our_topics_and_types() {
        assertThat(elements(document.path("channels")).stream()
                        .map(c -> c.path("address").asText()))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new));
        assertThat(elements(document.path("components").path("messages")).stream()
                        .map(message -> message.path("name").asText()))
                .containsExactlyInAnyOrder(Arrays.stream(EventType.values())
                        .map(EventType::typeName)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void says_what_a_topic_carries_and_how_it_is_kept(EventType type) {
        var channel = elements(document.path("channels")).stream()
                .filter(candidate ->
                        candidate.path("address").asText().equals(type.topic().topicName()))
                .findFirst()
                .orElseThrow();
        var kafka = channel.path("bindings").path("kafka");

        assertThat(names(channel.path("messages")))
                .containsExactly(type.payload().getSimpleName());
        var message = resolve(elements(channel.path("messages")).getFirst());
        assertThat(message.path("name").asText()).isEqualTo(type.typeName());
        assertThat(message.path("payload").path("schema").path("$ref").asText())
                .isEqualTo("contracts/" + SchemaGoldenTest.file(type).getFileName());
        assertThat(kafka.path("topic").asText()).isEqualTo(type.topic().topicName());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(Partitions.DEFAULT);
        assertThat(settings(kafka.path("topicConfiguration")))
                .isEqualTo(type.topic().settings());
    }

    @Test
    void every_topic_is_written_by_somebody() {
        assertThat(elements(document.path("operations")).stream()
                        .filter(operation -> operation.path("action").asText().equals("send"))
                        .map(operation -> resolve(operation.path("channel"))
                                .path("address")
                                .asText())
                        .distinct())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new));
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = new ArrayList<JsonNode>();
        document.findParents("$ref").forEach(references::add);

        assertThat(references)
                .hasSizeGreaterThan(50)
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as(reference.toString()).isNotEmpty());
    }

    @Test
    void an_example_of_the_headers_is_valid() {
        var headers = document.path("components")
                .path("messageTraits")
                .path("cloudEvent")
                .path("headers");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(headers.toString(), InputFormat.JSON);
        var example = """
                {"ce_specversion":"1.0","ce_id":"1","ce_source":"/inventory","ce_type":"heliograph.fleet-entry.v1",
                 "ce_subject":"a/host/b","ce_time":"2026-03-01T12:00:00Z","content-type":"application/json"}""";

        assertThat(schema.validate(example, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(example.replace("1.0", "0.3"), InputFormat.JSON))
                .isNotEmpty();
    }

    private static Map<String, String> settings(JsonNode configuration) {
        var settings = new TreeMap<String, String>();
        configuration
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? StreamSupport.stream(setting.getValue().spliterator(), false)
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(","))
                                : setting.getValue().asText()));
        return settings;
    }

    private JsonNode resolve(JsonNode reference) {
        var target = reference.path("$ref").asText();
        try {
            return target.startsWith("#")
                    ? document.at(target.substring(1))
                    : new JsonMapper()
                            .readTree(Files.readString(Path.of("../docs").resolve(target)));
        } catch (IOException e) {
            throw new AssertionError(target, e);
        }
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<JsonNode> elements(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getValue).toList();
    }

    /// YAML 1.2, duplicate keys refused.
    private static JsonNode read() {
        try {
            var load = new Load(LoadSettings.builder().setLabel(FILE.toString()).build());
            return new JsonMapper().valueToTree(Objects.requireNonNull(load.loadFromString(Files.readString(FILE))));
        } catch (IOException e) {
            throw new AssertionError(FILE + " cannot be read", e);
        }
    }
}
