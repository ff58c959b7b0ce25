package io.heliograph.fleetfile;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.heliograph.fleet.reason.InvalidValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in a person's words why an entry of the file is not what it should be.
final class BindingFault {
    /// A word further away than this is another word.
    private static final int CLOSE = 2;

    private BindingFault() {}

    /// @param entry the JSON pointer of the entry that was to be read
    static Fault of(JsonMappingException e, String entry, YamlTree tree) {
        var pointer = entry + pointer(e);
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return unknownKey(tree.key(pointer), unknown.getPropertyName(), known);
        }
        var field = pointer.substring(pointer.lastIndexOf('/') + 1);
        var value = tree.root().at(pointer);
        if (value.isMissingNode()) {
            return new Fault(tree.value(pointer), field + " is missing", "Add " + field + ": to the entry.");
        }
        if (value.isNull()) {
            return new Fault(tree.key(pointer), field + " has no value", "Give it one, or remove the key.");
        }
        return invalidValue(e)
                .map(invalid -> new Fault(
                        tree.value(pointer),
                        field(field) + withoutEnd(invalid.reason().message()),
                        invalid.reason().mend()))
                .orElseGet(() -> mismatch(e, field, value, tree.value(pointer)));
    }

    static Fault unknownKey(Position at, String key, Collection<String> known) {
        var mend = known.stream()
                .filter(word -> distance(word, key) <= CLOSE)
                .findFirst()
                .map(word -> "Did you mean " + word + "?")
                .orElseGet(() -> "Known here: " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
        return new Fault(at, "unknown key '" + key + "'", mend);
    }

    private static Fault mismatch(JsonMappingException e, String field, JsonNode value, Position at) {
        var type = e instanceof MismatchedInputException mismatched
                ? Optional.<Class<?>>ofNullable(mismatched.getTargetType())
                : Optional.<Class<?>>empty();
        var expected = type.map(target -> expected(target, value)).orElse("See docs/guide/fleet-file.md.");
        return new Fault(at, field(field) + "the value '" + shown(value) + "' does not fit", expected);
    }

    private static String expected(Class<?> type, JsonNode value) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "Write one of: ", "."));
        }
        if (type == Duration.class) {
            return "Write a duration as PT9S.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "Write true or false.";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "Write a list: [\"…\"].";
        }
        if (type.isPrimitive()
                || Number.class.isAssignableFrom(type)
                || type.getSimpleName().equals("Asn")) {
            return "Write a whole number, without quotes.";
        }
        return value.isNumber() || value.isBoolean() ? "Write a text: quote it." : "See docs/guide/fleet-file.md.";
    }

    private static Optional<InvalidValue> invalidValue(Throwable e) {
        for (var cause = Optional.of(e);
                cause.isPresent();
                cause = Optional.ofNullable(cause.get().getCause())) {
            if (cause.get() instanceof InvalidValue invalid) {
                return Optional.of(invalid);
            }
        }
        return Optional.empty();
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() != null ? step.getFieldName() : step.getIndex()))
                .collect(Collectors.joining());
    }

    /// Numbers are places in a list, which the position already tells.
    private static String field(String name) {
        return name.matches("[0-9]+") ? "" : name + ": ";
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /// How many letters must be changed, added or taken away (Levenshtein).
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
