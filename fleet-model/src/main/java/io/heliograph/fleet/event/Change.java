package io.heliograph.fleet.event;

import java.time.Instant;

/// When an entry became what it is, by whom, and why.
public record Change(Instant at, String by, String why) {}
