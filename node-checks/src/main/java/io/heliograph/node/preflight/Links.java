package io.heliograph.node.preflight;

import io.heliograph.fleet.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The interfaces of this network namespace, by name, and their IPv6 addresses.
public record Links(Map<String, List<IpAddress>> addresses) {
    public Links {
        var copy = new TreeMap<String, List<IpAddress>>();
        addresses.forEach((name, own) -> copy.put(name, own.stream().sorted().toList()));
        addresses = Collections.unmodifiableMap(copy);
    }

    /// Of those interfaces alone that were there before.
    public Links within(Links before) {
        var both = new TreeMap<>(addresses);
        both.keySet().retainAll(before.addresses.keySet());
        return new Links(both);
    }

    boolean has(String device) {
        return addresses.containsKey(device);
    }

    List<IpAddress> of(String device) {
        return addresses.getOrDefault(device, List.of());
    }
}
