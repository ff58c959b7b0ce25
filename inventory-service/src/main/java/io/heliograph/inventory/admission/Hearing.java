package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.reason.Reason;

/// What a report is among the others of its host.
public sealed interface Hearing {
    /// The newest word of the agent that is obeyed.
    record Newest(HostReport report) implements Hearing {}

    /// A repeated or late report: nothing is to be done.
    record Stale(Reason reason) implements Hearing {}

    /// Another agent's report under the same name: not obeyed, and told.
    record Duplicate(Reason reason) implements Hearing {}
}
