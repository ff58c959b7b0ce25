package io.heliograph.fleet.wire;

import io.heliograph.fleet.reason.Reason;

/// What reading a record gave: a poison record is a value, never an exception that stops a consumer.
public sealed interface Decoded<T> {
    record Event<T>(T value) implements Decoded<T> {}

    /// A tombstone: the key is gone after the audit window. It never means *withdraw*.
    record Tombstone<T>() implements Decoded<T> {}

    record Malformed<T>(Reason reason) implements Decoded<T> {}
}
