package io.heliograph.simulation;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Decision;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Inventory and renderer around their real cores; both read to the end before they act.
final class SimulatedServices {
    static final ClusterId LAB = new ClusterId("lab");

    FleetLedger ledger = new FleetLedger();
    final SimulatedLog.Reader reports;
    final SimulatedLog.Reader fleet;
    private final Timeline time;
    private final SimulatedLog log;
    private final UnaryOperator<FleetEntry> admission;
    private final Map<DueConfigs.Place, Shape> shapes = new HashMap<>();
    private DueConfigs due = new DueConfigs();

    /// @param admission what becomes of an entry before it is written: the identity, unless admission is to be broken
    SimulatedServices(Timeline time, SimulatedLog log, UnaryOperator<FleetEntry> admission) {
        this.time = time;
        this.log = log;
        this.admission = admission;
        reports = log.follow(Topic.HOST_REPORTS, event -> write(ledger.report((HostReport) event, time.now)));
        fleet = log.follow(Topic.FLEET, this::render);
    }

    void declare(List<FleetEntry> entries) {
        write(ledger.declare(entries, time.now));
    }

    private void write(Decision decision) {
        decision.entries().forEach(entry -> log.write(admission.apply(entry)));
    }

    void restartInventory() {
        ledger = new FleetLedger();
        log.all(Topic.FLEET).forEach(event -> ledger.recall((FleetEntry) event));
        log.all(Topic.HOST_REPORTS).forEach(event -> ledger.recall((HostReport) event, time.now));
        reports.toEnd();
        write(ledger.begin(time.now));
    }

    /// @param forgetful its store is lost as well, so that every configuration is sent again
    void restartRenderer(boolean forgetful) {
        due = new DueConfigs();
        if (forgetful) {
            shapes.clear();
        }
        fleet.replay();
    }

    private void render(Object event) {
        due.apply((FleetEntry) event);
        if (!fleet.atEnd()) {
            return;
        }
        var origin = new NextConfig.Origin("simulation", 0, log.all(Topic.FLEET).size(), "");
        for (var step : due.drain(place -> Optional.ofNullable(shapes.get(place)), origin)) {
            switch (step) {
                case DueConfigs.Step.Send(var place, var next) -> {
                    shapes.put(place, next.shape());
                    log.write(next.config());
                }
                case DueConfigs.Step.Forget(var place) -> shapes.remove(place);
                case DueConfigs.Step.Refuse refused -> time.events.add(refused.toString());
            }
        }
    }

    /// What a renderer without any memory makes of the whole fleet topic.
    Map<NodeId, Revision> rendering() {
        var fresh = new DueConfigs();
        log.all(Topic.FLEET).forEach(event -> fresh.apply((FleetEntry) event));
        var revisions = new TreeMap<NodeId, Revision>();
        for (var step : fresh.drain(_ -> Optional.empty(), new NextConfig.Origin("simulation", 0, 0, ""))) {
            if (step instanceof DueConfigs.Step.Send(var place, var next)) {
                revisions.put(place.node(), next.config().revision());
            }
        }
        return revisions;
    }
}
