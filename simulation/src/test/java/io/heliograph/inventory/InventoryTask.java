package io.heliograph.inventory;

import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.kafka.Arrival;
import io.heliograph.inventory.kafka.BusStart;
import io.heliograph.inventory.kafka.CatchUp;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The inventory's state as it is, without its thread, its brokers and its HTTP.
public final class InventoryTask {
    private final InventoryState state = new InventoryState(_ -> {});
    private final Consumer<Object> written;

    /// @param lastOffsets where the topics end as it begins
    /// @param written takes each event that is to be written
    public InventoryTask(Map<CatchUp.Part, Long> lastOffsets, Consumer<Object> written, Instant now) {
        this.written = written;
        write(state.found(new BusStart(List.of(), 1, lastOffsets), now));
    }

    public boolean isDeciding() {
        return state.isDeciding();
    }

    public void take(Arrival arrival, Instant now) {
        write(state.take(arrival, now));
    }

    public void pass(Instant now) {
        write(state.pass(now));
    }

    /// What a person asks; empty while the topics are being read.
    public Optional<CommandOutcome> command(FleetCommand command, Instant now) {
        if (!state.isDeciding()) {
            return Optional.empty();
        }
        var outcome = state.plan(command, now);
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            write(state.accept(accepted, now));
        }
        return Optional.of(outcome);
    }

    /// A person lets a held configuration go; empty while the topics are being read.
    public Optional<ReleaseOutcome> release(ReleaseRequest request, Instant now) {
        if (!state.isDeciding()) {
            return Optional.empty();
        }
        var outcome = state.release(request, now);
        if (outcome instanceof ReleaseOutcome.Granted(var release)) {
            written.accept(release);
        }
        return Optional.of(outcome);
    }

    public Optional<FleetSnapshot> snapshot(Instant now) {
        return state.snapshot(now);
    }

    private void write(InventoryState.Effects effects) {
        var all = new ArrayList<Object>(effects.entries());
        all.addAll(effects.routes());
        all.addAll(effects.letters());
        all.forEach(written);
    }
}
