package io.heliograph.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.heliograph.fleet.wire.FleetJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a verb has to say, ready to be written in any format.
///
/// @param schema the name and version that the machine-readable formats carry
/// @param data the whole, as one JSON value
/// @param items the same, entry by entry
/// @param grid the same, in columns
/// @param text the same, for a person
public record Answer(String schema, Object data, List<?> items, Grid grid, String text) {
    public Answer {
        items = List.copyOf(items);
    }

    /// A list of like things, shown as its table.
    static Answer list(String schema, List<?> items, Grid grid) {
        return new Answer(schema, items, items, grid, grid.table());
    }

    /// In the format asked for, always ending with a new line.
    public String in(OutputFormat format) {
        return switch (format) {
            case TABLE -> text;
            case CSV -> grid.csv();
            case JSON -> json(document(schema, data), true);
            case JSONL ->
                items.stream().map(item -> json(document(schema, item), false)).collect(Collectors.joining());
            case YAML -> Yaml.of(document(schema, data));
        };
    }

    /// One entry on a line of its own.
    public static String line(String schema, JsonNode entry) {
        return json(document(schema, entry), false);
    }

    /// That an entry is no more.
    public static String gone(String schema, String key) {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", schema);
        document.put("gone", key);
        return json(document, false);
    }

    public static JsonNode tree(Object entry) {
        return FleetJson.mapper().valueToTree(entry);
    }

    private static Map<String, Object> document(String schema, Object value) {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", schema);
        document.put("data", value);
        return document;
    }

    private static String json(Object value, boolean indented) {
        try {
            var writer = FleetJson.mapper().writer().without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
            return (indented ? writer.with(SerializationFeature.INDENT_OUTPUT) : writer).writeValueAsString(value)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }
}
