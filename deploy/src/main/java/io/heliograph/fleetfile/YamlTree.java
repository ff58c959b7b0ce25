package io.heliograph.fleetfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A YAML document as a tree of JSON that remembers where each part stands.
///
/// YAML 1.2 with the JSON schema: `no`, `010` and `12:30:45` are texts, never guessed to be something else.
/// Refused: keys that appear twice, anchors, tags, several documents.
final class YamlTree {
    /// A thousand hosts take a hundred thousand characters.
    private static final int MAX_CODE_POINTS = 64 << 20;

    private final JsonNode root;
    private final Map<String, Position> values = new HashMap<>();
    private final Map<String, Position> keys = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private YamlTree(String text) {
        root = read(text);
    }

    static YamlTree of(String text) {
        return new YamlTree(text);
    }

    JsonNode root() {
        return root;
    }

    /// What is wrong with the YAML itself.
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// Where the value at a JSON pointer stands, or else what is around it.
    Position value(String pointer) {
        return Optional.ofNullable(values.get(pointer)).orElseGet(() -> {
            int slash = pointer.lastIndexOf('/');
            return slash < 0 ? Position.START : value(pointer.substring(0, slash));
        });
    }

    /// Where the key of a JSON pointer stands.
    Position key(String pointer) {
        return Optional.ofNullable(keys.get(pointer)).orElseGet(() -> value(pointer));
    }

    private JsonNode read(String text) {
        var settings = LoadSettings.builder().setCodePointLimit(MAX_CODE_POINTS).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> tree(node, ""))
                    .orElse(JsonNodeFactory.instance.nullNode());
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().map(Position::of).orElse(Position.START);
            faults.add(new Fault(at, "not YAML: " + e.getProblem(), mend(text, at)));
        } catch (YamlEngineException e) {
            faults.add(new Fault(Position.START, "not YAML: " + e.getMessage(), "Correct it."));
        }
        return JsonNodeFactory.instance.nullNode();
    }

    private static String mend(String text, Position at) {
        var line = text.lines().skip(at.line() - 1L).findFirst().orElse("");
        if (line.contains("::") || line.matches(".*[0-9a-fA-F]:\\s*[]},].*")) {
            return "Quote addresses and prefixes: \"2001:db8::1\".";
        }
        return line.contains("\t") ? "Indent with spaces, not with tabs." : "Correct the line, or the one before it.";
    }

    private JsonNode tree(Node node, String pointer) {
        var at = node.getStartMark().map(Position::of).orElse(Position.START);
        values.put(pointer, at);
        if (node.getAnchor().isPresent()) {
            faults.add(new Fault(
                    at, "anchors are not read (&" + node.getAnchor().get() + ")", "Write the value out each time."));
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, pointer);
            case SequenceNode sequence -> array(sequence, pointer);
            case ScalarNode scalar -> scalar(scalar, at);
            default -> throw new IllegalStateException("a YAML node of an unknown kind: " + node.getNodeType());
        };
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var tuple : mapping.getValue()) {
            Optional<Mark> mark = tuple.getKeyNode().getStartMark();
            var at = mark.map(Position::of).orElse(Position.START);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(new Fault(at, "a key is not a word", "Write key: value."));
                continue;
            }
            var name = key.getValue();
            var child = pointer + "/" + name;
            if (object.has(name)) {
                faults.add(new Fault(
                        at, "the key '" + name + "' appears twice, first at " + key(child), "Keep one of the two."));
                continue;
            }
            keys.put(child, at);
            object.set(name, tree(tuple.getValueNode(), child));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String pointer) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var item : sequence.getValue()) {
            array.add(tree(item, pointer + "/" + array.size()));
        }
        return array;
    }

    /// A value reads its number in the width that it declares.
    private static JsonNode integer(BigInteger number) {
        var nodes = JsonNodeFactory.instance;
        if (number.bitLength() < Integer.SIZE) {
            return nodes.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
    }

    private JsonNode scalar(ScalarNode scalar, Position at) {
        var nodes = JsonNodeFactory.instance;
        var text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return nodes.textNode(text);
        }
        if (tag.equals(Tag.NULL)) {
            return nodes.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return nodes.booleanNode(text.equals("true"));
        }
        try {
            if (tag.equals(Tag.INT)) {
                return integer(new BigInteger(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return nodes.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException _) {
            return nodes.textNode(text);
        }
        faults.add(new Fault(at, "tags are not read (" + tag + ")", "Write the value without the tag."));
        return nodes.nullNode();
    }
}
