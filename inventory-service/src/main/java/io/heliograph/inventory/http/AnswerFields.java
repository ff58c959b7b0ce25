package io.heliograph.inventory.http;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Which fields of an answer are always there and which may be absent, as the records say: an `Optional` may, all
/// others are. The JSON Schemas in `docs/contracts/answers` are made by the same rule.
final class AnswerFields {
    private AnswerFields() {}

    /// Completes the schemas of these answers, and of every record in them. What a request holds as well may leave
    /// out more than an answer does, and so requires nothing here.
    static void describe(Components components, List<Class<?>> answers, List<Class<?>> requests) {
        var asked = records(requests);
        for (var answer : records(answers)) {
            var schema = components.getSchemas().get(answer.getSimpleName());
            // Some records are one word of JSON.
            if (schema != null && schema.getProperties() != null) {
                describe(schema, answer, asked.contains(answer));
            }
        }
    }

    private static void describe(Schema schema, Class<?> answer, boolean asked) {
        for (var field : answer.getRecordComponents()) {
            var property = schema.getProperties().get(field.getName());
            if (field.getType() != Optional.class) {
                if (!asked) {
                    schema.addRequired(field.getName());
                }
            } else if (property != null && property.getRef() != null) {
                schema.addProperty(field.getName(), orNull(property.getRef()));
            }
        }
    }

    /// The generator says this of a record, and not of an enumeration.
    private static Schema orNull(String reference) {
        return OASFactory.createSchema()
                .addAnyOf(OASFactory.createSchema().ref(reference))
                .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }

    private static Set<Class<?>> records(List<Class<?>> roots) {
        var found = new LinkedHashSet<Class<?>>();
        roots.forEach(root -> collect(root, found));
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(inner -> collect(inner, found));
        } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
            Arrays.stream(plain.getRecordComponents()).forEach(field -> collect(field.getGenericType(), found));
        }
    }
}
