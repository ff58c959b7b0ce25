package io.heliograph.inventory.rollout;

import io.heliograph.fleet.NodeId;
import java.time.Duration;

/// A person asks to let a held configuration go.
///
/// @param revision the one that they mean: all digits, or the first twelve or more
/// @param acceptRisk the danger that they accept, in the word that was shown
/// @param validFor how long the release is good for
public record ReleaseRequest(
        NodeId node, String revision, String why, String acceptRisk, String by, Duration validFor) {}
