package io.heliograph.cli.http;

import java.util.Optional;

/// What is asked of one host.
///
/// @param cluster where it is given, it must be the host's
/// @param by who asks
public record HostOrder(String host, Optional<String> cluster, String by, Optional<String> why) {}
