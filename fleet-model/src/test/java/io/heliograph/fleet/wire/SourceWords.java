package io.heliograph.fleet.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the doc comment of a type in this module says of it and of its components, so that a schema speaks with the
/// words of the source.
record SourceWords(String type, Map<String, String> components) {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"), Path.of("../fleet-model/src/main/java"), Path.of("../node-checks/src/main/java"));
    private static final String COMMENT = "///";
    private static final String PARAM = "@param ";

    static SourceWords of(Class<?> type) {
        var outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        var name = outer.getName().replace('.', '/') + ".java";
        var found = SOURCES.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
        if (found.isEmpty()) {
            return new SourceWords("", Map.of());
        }
        var file = found.get();
        try {
            var comment = new ArrayList<String>();
            for (var line : Files.readAllLines(file)) {
                var text = line.strip();
                if (text.startsWith(COMMENT)) {
                    comment.add(text.substring(COMMENT.length()).strip());
                } else if (text.matches(".*\\b(record|enum|class|interface) " + type.getSimpleName() + "\\b.*")) {
                    return parse(comment);
                } else if (!text.startsWith("@")) {
                    comment.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceWords("", Map.of());
    }

    private static SourceWords parse(Iterable<String> comment) {
        var components = new TreeMap<String, String>();
        var type = new StringBuilder();
        Optional<String> component = Optional.empty();
        for (var line : comment) {
            if (line.startsWith(PARAM)) {
                var words = line.substring(PARAM.length()).split(" ", 2);
                component = Optional.of(words[0]);
                components.put(words[0], plain(words[1]));
            } else if (component.isPresent()) {
                components.merge(component.get(), plain(line), (before, more) -> before + " " + more);
            } else {
                type.append(line.isEmpty() || type.isEmpty() ? "" : " ").append(plain(line));
            }
        }
        return new SourceWords(type.toString().replaceFirst(" ?Throws .*", ""), components);
    }

    /// Without the marks of Markdown, which only a reader of Java needs.
    private static String plain(String text) {
        return text.replaceAll("\\[([A-Za-z.#]+)]", "$1").replace("`", "").strip();
    }
}
