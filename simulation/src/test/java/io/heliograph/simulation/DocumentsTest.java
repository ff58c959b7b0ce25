package io.heliograph.simulation;

import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The documents speak of what is there.
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");
    private static final Pattern OPERATION = Pattern.compile(
            "action: (send|receive)\\s+title: .*\\s+tags:\\s+- name: (\\S+)\\s+channel:\\s+\\$ref: '#/channels/(\\w+)'");
    private static final Pattern CHANNEL = Pattern.compile("(?m)^ {2}(\\w+):\\n {4}address: (\\S+)$");
    private static final Pattern MENTION =
            Pattern.compile("\\bTopic\\.([A-Z][A-Z_]+)\\b|\\.topic=(heliograph\\.[a-z-]+)");

    @Test
    void every_link_leads_to_a_file() {
        var dead = new ArrayList<String>();
        for (var document : Tree.files(Tree.ROOT, file -> file.toString().endsWith(".md"))) {
            LINK.matcher(Tree.read(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> dead.add(Tree.ROOT.relativize(document) + " → " + target));
        }
        Verdict.on("links", dead, Map.of());
    }

    /// What the description of the bus says of a service, against the topics that its sources name: a topic that is
    /// only written may be named by the event alone.
    @Test
    void each_service_touches_the_topics_that_the_description_gives_it() {
        var described = described();
        var violations = new TreeSet<String>();
        for (var module : Tree.modules()) {
            var name = module.getFileName().toString();
            if (Set.of("fleet-model", "event-bus").contains(name)) {
                continue;
            }
            var sources = sources(module);
            var named = MENTION.matcher(sources)
                    .results()
                    .map(DocumentsTest::topic)
                    .collect(Collectors.toCollection(TreeSet::new));
            var told = described.getOrDefault(name, Set.of());
            named.stream()
                    .filter(topic -> !told.contains(topic))
                    .forEach(topic -> violations.add(
                            name + " touches " + topic.topicName() + ", which docs/asyncapi.yaml does not say"));
            told.stream()
                    .filter(topic -> !named.contains(topic) && !sources.contains(payload(topic)))
                    .forEach(topic -> violations.add(
                            name + " never touches " + topic.topicName() + ", which docs/asyncapi.yaml says it does"));
        }
        Verdict.on("docs/asyncapi.yaml", violations, Map.of());
    }

    /// A code that no test brings about may be one that nothing brings about. Samples of the wire do not count.
    @Test
    void each_reason_is_brought_about_by_a_test() {
        var tests = Tree.modules().stream()
                .flatMap(module -> Tree.files(
                        module.resolve("src/test"),
                        file -> !file.toString().matches(".*/fleet-model/src/test/(resources|java/.*/wire)/.*"))
                        .stream())
                .filter(file -> !file.toString().matches(".*\\.(png|gz|zst)"))
                .map(Tree::read)
                .collect(Collectors.joining("\n"));
        var words = Pattern.compile("[A-Z][A-Z0-9_]+")
                .matcher(tests)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        var missing = Arrays.stream(ReasonCode.values())
                .map(ReasonCode::name)
                .filter(code -> !words.contains(code))
                .toList();
        Verdict.on("reasons", missing, Map.of("UNLISTED", "what a newer version says: a matter of the wire alone"));
    }

    private static Map<String, Set<Topic>> described() {
        var document = Tree.read(Tree.ROOT.resolve("docs/asyncapi.yaml"));
        var addresses = CHANNEL.matcher(document)
                .results()
                .collect(Collectors.toMap(channel -> channel.group(1), channel -> channel.group(2)));
        var described = new TreeMap<String, Set<Topic>>();
        OPERATION
                .matcher(document)
                .results()
                .forEach(operation -> described
                        .computeIfAbsent(operation.group(2), _ -> new TreeSet<>())
                        .add(Topic.named(String.valueOf(addresses.get(operation.group(3))))
                                .orElseThrow()));
        return described;
    }

    private static Topic topic(MatchResult mention) {
        var constant = mention.group(1);
        return constant != null
                ? Topic.valueOf(constant)
                : Topic.named(mention.group(2)).orElseThrow();
    }

    private static String payload(Topic topic) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.topic() == topic)
                .map(type -> type.payload().getSimpleName())
                .findFirst()
                .orElseThrow();
    }

    private static String sources(Path module) {
        return Tree.files(module.resolve("src/main"), file -> file.toString().matches(".*\\.(java|properties)"))
                .stream()
                .map(Tree::read)
                .collect(Collectors.joining("\n"));
    }
}
