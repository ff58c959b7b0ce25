package io.heliograph.renderer.kafka;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.Evidence;
import io.heliograph.renderer.rollout.Gate;
import java.time.Instant;
import java.util.Optional;

/// One host whose part BIRD does not read must not stop the fleet: it is left out of its reflectors' configurations
/// until its entry changes, and the others move on.
final class Refusals {
    private final DueConfigs due;
    private final Gate gate;
    private final RendererState state;
    private final Evidence evidence;
    private boolean recalled;

    Refusals(DueConfigs due, Gate gate, RendererState state, Evidence evidence) {
        this.due = due;
        this.gate = gate;
        this.state = state;
        this.evidence = evidence;
        state.asides().keySet().forEach(due::recallAside);
    }

    /// An entry was taken in: its host is tried again if it is another than the one that was refused.
    void tried(FleetEntry entry, Instant now) {
        if (entry instanceof HostEntry host) {
            var place = new Place(host.cluster(), NodeId.of(host.host()));
            if (!due.isAside(place) && state.isAside(place)) {
                state.dropAside(place);
                gate.readmitted(place, now);
            }
        }
    }

    /// Looks whether a reflector refuses what it was sent last because of one host.
    void look(Instant now) {
        if (!recalled) {
            recalled = true;
            state.asides().forEach((host, why) -> gate.aside(host, why, now));
        }
        for (var reflector : state.reflectors()) {
            var sent = state.shape(reflector).flatMap(Shape::given);
            evidence.said()
                    .apply(reflector.node())
                    .filter(result -> result.outcome() == Outcome.REJECTED
                            && Optional.of(result.revision()).equals(sent))
                    .ifPresent(result -> setAside(reflector, result, now));
        }
    }

    private void setAside(Place reflector, ApplyResult result, Instant now) {
        var complaint = result.complaint();
        complaint
                .flatMap(BirdComplaint::protocol)
                .flatMap(block -> due.setAside(reflector.cluster(), block, "refused by " + reflector.node()))
                .ifPresent(host -> {
                    var why = Reason.of(
                            ReasonCode.HOST_SET_ASIDE,
                            host.node().name(),
                            reflector.node().name(),
                            complaint.map(BirdComplaint::message).orElse(""));
                    state.keepAside(host, why);
                    gate.aside(host, why, now);
                });
    }
}
