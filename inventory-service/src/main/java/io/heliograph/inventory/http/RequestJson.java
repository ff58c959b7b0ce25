package io.heliograph.inventory.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JSON of requests and answers. Requests are read strictly: a field that nobody knows is a spelling mistake, and
/// to ignore it would be to do something else than what was asked.
final class RequestJson {
    private static final int BAD_REQUEST = 400;

    private static final JsonMapper STRICT = FleetJson.mapper()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RequestJson() {}

    static <T> T read(String body, Class<T> type) {
        try {
            T value = STRICT.readValue(body, type);
            if (value == null) {
                throw refused(Reason.of(ReasonCode.REQUEST_INVALID, "The body is null"));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw refused(reasonOf(e));
        }
    }

    /// Reads a declaration of which the path names the id; the body may repeat it and must not contradict.
    static <T> T read(String body, Class<T> type, String idField, String id) {
        try {
            if (!(STRICT.readTree(body) instanceof ObjectNode object)) {
                throw refused(Reason.of(ReasonCode.REQUEST_INVALID, "The body is no JSON object"));
            }
            var stated = object.path(idField).asText(id);
            if (!stated.equals(id)) {
                throw refused(new Reason(
                        ReasonCode.KEY_MISMATCH,
                        "The path names " + id + " but the body speaks of "
                                + Reason.of(ReasonCode.NAME_INVALID, stated).message(),
                        "Use one name, or leave it out of the body."));
            }
            object.put(idField, id);
            return STRICT.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw refused(reasonOf(e));
        }
    }

    /// A name out of the path or the query.
    static <T> T value(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (InvalidValue e) {
            throw refused(e.reason());
        }
    }

    /// Runs what refuses a parameter by throwing.
    static <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidValue e) {
            throw refused(e.reason());
        }
    }

    static String write(Object answer) {
        return write(answer, FleetJson.mapper().constructType(answer.getClass()));
    }

    static String writeList(List<?> answers, Class<?> element) {
        return write(answers, FleetJson.mapper().getTypeFactory().constructCollectionType(List.class, element));
    }

    private static String write(Object answer, JavaType type) {
        try {
            return FleetJson.mapper().writerFor(type).writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }

    private static RefusedRequest refused(Reason reason) {
        return new RefusedRequest(BAD_REQUEST, List.of(reason));
    }

    private static Reason reasonOf(JsonProcessingException failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InvalidValue invalid) {
                return invalid.reason();
            }
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds();
            return new Reason(
                    ReasonCode.FIELD_INVALID,
                    Reason.of(ReasonCode.FIELD_INVALID, path(unknown), "")
                            .message()
                            .replace("has the invalid value .", "is not known."),
                    known == null ? "See the API description at /q/openapi." : "Known here: " + known + ".");
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Reason.of(ReasonCode.FIELD_INVALID, path(mapping), firstLine(mapping));
        }
        return Reason.of(ReasonCode.MALFORMED_JSON, "request", firstLine(failure));
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(JsonProcessingException failure) {
        var text = failure.getOriginalMessage();
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
