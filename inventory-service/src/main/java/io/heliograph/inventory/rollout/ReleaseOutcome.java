package io.heliograph.inventory.rollout;

import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.Reason;

/// What became of the request.
public sealed interface ReleaseOutcome {
    /// It goes to the bus: renderer and agent let the revision go when they read it.
    record Granted(Release release) implements ReleaseOutcome {}

    /// Nothing is released.
    record Refused(Reason reason) implements ReleaseOutcome {}

    /// The inventory has not read its topics, or its record could not be written in time.
    record Unavailable(Reason reason) implements ReleaseOutcome {}
}
