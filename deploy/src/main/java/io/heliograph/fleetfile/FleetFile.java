package io.heliograph.fleetfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// Reads fleet files (docs/guide/fleet-file.md): every fault of every entry, each with its place.
public final class FleetFile {
    private static final Set<String> SECTIONS = Set.of("clusters", "reflectors", "hosts");

    /// What a file turned out to be.
    public sealed interface Reading {}

    /// A file that says what it should.
    public record Declared(FleetDeclaration fleet) implements Reading {}

    /// A file with faults, in the order of its lines.
    public record Refused(List<Reason> reasons) implements Reading {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    private final YamlTree tree;
    private final List<Fault> faults = new ArrayList<>();

    private FleetFile(String text) {
        tree = YamlTree.of(text);
        faults.addAll(tree.faults());
    }

    /// Reads the text of a file.
    ///
    /// @param name of the file, for the messages
    public static Reading read(String name, String text) {
        var file = new FleetFile(text);
        var fleet = file.fleet();
        if (file.faults.isEmpty()) {
            return new Declared(fleet);
        }
        return new Refused(file.faults.stream()
                .sorted(Comparator.comparingInt((Fault fault) -> fault.at().line())
                        .thenComparingInt(fault -> fault.at().column()))
                .map(fault -> fault.reason(name))
                .toList());
    }

    private FleetDeclaration fleet() {
        if (!faults.isEmpty()) {
            // What is no YAML is not judged by its contents.
            return new FleetDeclaration(List.of(), List.of(), List.of());
        }
        checkSections();
        return new FleetDeclaration(
                entries("clusters", "cluster", ClusterDeclaration.class),
                entries("reflectors", "reflector", ReflectorDeclaration.class),
                entries("hosts", "host", HostDeclaration.class));
    }

    private void checkSections() {
        var root = tree.root();
        if (!root.isObject()) {
            faults.add(new Fault(
                    Position.START,
                    root.isNull() ? "nothing is declared" : "the file is not a mapping",
                    "Begin with clusters:, reflectors: or hosts: (docs/guide/fleet-file.md)."));
            return;
        }
        root.fieldNames().forEachRemaining(section -> {
            if (!SECTIONS.contains(section)) {
                faults.add(BindingFault.unknownKey(tree.key("/" + section), section, SECTIONS));
            }
        });
    }

    private <T> List<T> entries(String section, String name, Class<T> type) {
        var list = tree.root().path(section);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        var pointer = "/" + section;
        if (!list.isArray()) {
            faults.add(new Fault(
                    tree.value(pointer),
                    section + " is not a list",
                    "Begin each entry with a dash: - " + name + ": NAME"));
            return List.of();
        }
        refuseTwice(list, pointer, name);
        var reader = FleetJson.mapper()
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);
        var entries = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            bind(list.path(i), pointer + "/" + i, reader, entries);
        }
        return entries;
    }

    private <T> void bind(JsonNode entry, String pointer, ObjectReader reader, List<T> into) {
        try {
            if (entry.isNull()) {
                faults.add(new Fault(tree.value(pointer), "an entry is empty", "Fill it in, or remove the dash."));
            } else {
                into.add(reader.readValue(entry));
            }
        } catch (JsonMappingException e) {
            faults.add(BindingFault.of(e, pointer, tree));
        } catch (JsonProcessingException e) {
            faults.add(new Fault(tree.value(pointer), e.getOriginalMessage(), "Correct it."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseTwice(JsonNode list, String pointer, String name) {
        var first = new HashMap<String, Position>();
        for (int i = 0; i < list.size(); i++) {
            var id = list.path(i).path(name);
            if (!id.isTextual()) {
                continue;
            }
            var at = tree.value(pointer + "/" + i + "/" + name);
            var before = first.putIfAbsent(id.textValue(), at);
            if (before != null) {
                faults.add(new Fault(
                        at,
                        name + " '" + id.textValue() + "' is declared twice, first at " + before,
                        "Keep one of the two."));
            }
        }
    }
}
