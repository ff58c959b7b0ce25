package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// A machine with a BIRD that we configure, written `host/docker01` or `reflector/rr01`: a host and a reflector
/// of the same name are two nodes.
public record NodeId(Kind kind, String name) implements Comparable<NodeId> {
    /// What the node is to the fleet.
    public enum Kind {
        HOST("host"),
        REFLECTOR("reflector");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As it stands in the name of a node.
        public String word() {
            return word;
        }
    }

    public NodeId {
        Names.require(name);
    }

    public static NodeId of(HostId host) {
        return new NodeId(Kind.HOST, host.value());
    }

    public static NodeId of(ReflectorId reflector) {
        return new NodeId(Kind.REFLECTOR, reflector.value());
    }

    /// Reads `kind/name`; throws [InvalidValue] for anything else.
    @JsonCreator
    public static NodeId parse(String text) {
        for (var kind : Kind.values()) {
            if (text.startsWith(kind.word + "/")) {
                return new NodeId(kind, text.substring(kind.word.length() + 1));
            }
        }
        throw new InvalidValue(ReasonCode.FIELD_INVALID, "node", text);
    }

    @Override
    public int compareTo(NodeId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind.word + "/" + name;
    }
}
