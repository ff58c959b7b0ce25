package io.heliograph.rragent.sessions;

import io.heliograph.fleet.event.BgpError;
import io.heliograph.fleet.event.BgpError.Sender;
import java.util.Map;
import java.util.Optional;

/// BIRD shows a NOTIFICATION by its name; RFC 4271, 6, RFC 4486 and RFC 7313 have the numbers.
final class Notifications {
    private static final String BY_PEER = "Received: ";
    private static final String BY_US = "BGP Error: ";

    private static final Map<String, int[]> NUMBERS = Map.ofEntries(
            Map.entry("Invalid message header", new int[] {1, 0}),
            Map.entry("Connection not synchronized", new int[] {1, 1}),
            Map.entry("Bad message length", new int[] {1, 2}),
            Map.entry("Bad message type", new int[] {1, 3}),
            Map.entry("Invalid OPEN message", new int[] {2, 0}),
            Map.entry("Unsupported version number", new int[] {2, 1}),
            Map.entry("Bad peer AS", new int[] {2, 2}),
            Map.entry("Bad BGP identifier", new int[] {2, 3}),
            Map.entry("Unsupported optional parameter", new int[] {2, 4}),
            Map.entry("Authentication failure", new int[] {2, 5}),
            Map.entry("Unacceptable hold time", new int[] {2, 6}),
            Map.entry("Required capability missing", new int[] {2, 7}),
            Map.entry("No supported AFI/SAFI", new int[] {2, 8}),
            Map.entry("Role mismatch", new int[] {2, 11}),
            Map.entry("Invalid UPDATE message", new int[] {3, 0}),
            Map.entry("Malformed attribute list", new int[] {3, 1}),
            Map.entry("Unrecognized well-known attribute", new int[] {3, 2}),
            Map.entry("Missing mandatory attribute", new int[] {3, 3}),
            Map.entry("Invalid attribute flags", new int[] {3, 4}),
            Map.entry("Invalid attribute length", new int[] {3, 5}),
            Map.entry("Invalid ORIGIN attribute", new int[] {3, 6}),
            Map.entry("AS routing loop", new int[] {3, 7}),
            Map.entry("Invalid NEXT_HOP attribute", new int[] {3, 8}),
            Map.entry("Optional attribute error", new int[] {3, 9}),
            Map.entry("Invalid network field", new int[] {3, 10}),
            Map.entry("Malformed AS_PATH", new int[] {3, 11}),
            Map.entry("Hold timer expired", new int[] {4, 0}),
            Map.entry("Finite state machine error", new int[] {5, 0}),
            Map.entry("Unexpected message in OpenSent state", new int[] {5, 1}),
            Map.entry("Unexpected message in OpenConfirm state", new int[] {5, 2}),
            Map.entry("Unexpected message in Established state", new int[] {5, 3}),
            Map.entry("Cease", new int[] {6, 0}),
            Map.entry("Maximum number of prefixes reached", new int[] {6, 1}),
            Map.entry("Administrative shutdown", new int[] {6, 2}),
            Map.entry("Peer de-configured", new int[] {6, 3}),
            Map.entry("Administrative reset", new int[] {6, 4}),
            Map.entry("Connection rejected", new int[] {6, 5}),
            Map.entry("Other configuration change", new int[] {6, 6}),
            Map.entry("Connection collision resolution", new int[] {6, 7}),
            Map.entry("Out of Resources", new int[] {6, 8}),
            Map.entry("Invalid ROUTE-REFRESH message", new int[] {7, 0}),
            Map.entry("Invalid ROUTE-REFRESH message length", new int[] {7, 1}));

    private Notifications() {}

    /// Empty where the words speak of something else than a NOTIFICATION, a socket for example.
    static Optional<BgpError> of(String words) {
        if (words.startsWith(BY_PEER)) {
            return named(Sender.PEER, words.substring(BY_PEER.length()));
        }
        return words.startsWith(BY_US) ? named(Sender.REFLECTOR, words.substring(BY_US.length())) : Optional.empty();
    }

    private static Optional<BgpError> named(Sender sender, String name) {
        return Optional.ofNullable(NUMBERS.get(name.strip()))
                .map(numbers -> new BgpError(sender, numbers[0], numbers[1]));
    }
}
