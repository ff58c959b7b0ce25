package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;
import java.time.Instant;

/// A subnet that its host announces and every reflector of the cluster accepts from that host alone.
public record AdmittedSubnet(Prefix prefix, String network, Instant observedAt, Instant admittedAt) {}
