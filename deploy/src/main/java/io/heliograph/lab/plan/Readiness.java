package io.heliograph.lab.plan;

import io.heliograph.fleet.IpAddress;
import java.net.URI;
import java.nio.file.Path;

/// How one sees from outside that a process is ready for its work.
public sealed interface Readiness {
    /// Nothing to see: it runs.
    record Started() implements Readiness {}

    /// A unix socket accepts connections.
    record Socket(Path path) implements Readiness {}

    /// A TCP port accepts connections.
    record Port(IpAddress address, int port) implements Readiness {}

    /// A request is answered with success.
    record Answers(URI uri) implements Readiness {}
}
