package io.heliograph.broker.kafka;

import io.heliograph.broker.Endpoint;
import java.nio.file.Path;

/// A broker that cannot start here, with what to do about it.
public final class BrokerRefused extends Exception {
    private final String code;

    private BrokerRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    static BrokerRefused foreignData(Path folder, String found) {
        return new BrokerRefused(
                "BROKER_DATA_REFUSED",
                folder + " " + found + ". Name an empty folder, or one of an earlier run, with --data-dir.");
    }

    static BrokerRefused inUse(Path folder) {
        return new BrokerRefused(
                "BROKER_DATA_IN_USE",
                "Another process uses " + folder + ". Stop that broker, or name another folder with --data-dir.");
    }

    static BrokerRefused portTaken(Endpoint listen, String why) {
        return new BrokerRefused(
                "BROKER_ADDRESS_REFUSED",
                "The broker cannot listen on " + listen + ": " + why + ". Choose another with --listen HOST:PORT.");
    }

    /// A stable word for what is wrong.
    public String code() {
        return code;
    }
}
