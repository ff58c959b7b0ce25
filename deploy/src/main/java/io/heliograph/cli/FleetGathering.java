package io.heliograph.cli;

import io.heliograph.cli.InventoryOptions.Question;
import io.heliograph.cli.bundle.Contents;
import io.heliograph.cli.bundle.Contents.Keep;
import io.heliograph.cli.event.EventKind;
import io.heliograph.cli.event.Start;
import io.heliograph.cli.http.AgentHealth;
import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.kafka.Bus;
import io.heliograph.cli.kafka.BusUnreachable;
import io.heliograph.cli.kafka.EventReader;
import io.heliograph.cli.kafka.TopicMissing;
import io.heliograph.cli.view.Answer;
import io.heliograph.cli.view.Answers;
import io.heliograph.cli.view.EventLine;
import io.heliograph.cli.view.FleetExport;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.Paint;
import io.heliograph.cli.view.RolloutAnswers;
import io.heliograph.cli.view.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// Gathers what the control plane says; what does not answer is named, and the rest goes on.
final class FleetGathering {
    private static final List<EventKind> RECENT = List.of(
            EventKind.TRANSITIONS, EventKind.APPLIES, EventKind.ROLLOUTS, EventKind.RELEASES, EventKind.DEAD_LETTERS);

    /// Of each partition, so that a busy one does not hide the others.
    private static final int NEWEST = 250;

    private static final int MAX_CONFIGS = 500;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration READING = Duration.ofSeconds(20);

    private final InventoryOptions inventory;
    private final BusOptions bus;
    private final Contents contents;

    FleetGathering(InventoryOptions inventory, BusOptions bus, Contents contents) {
        this.inventory = inventory;
        this.bus = bus;
        this.contents = contents;
    }

    void gather(Instant now) throws InterruptedException {
        if (reachesInventory()) {
            answer("status", api -> StatusView.of(api.status(), now, new Paint(false)));
            answer("hosts", api -> Answers.hosts(api.hosts()));
            answer("reflectors", api -> Answers.reflectors(api.reflectors()));
            answer("sessions", api -> Answers.sessions(api.sessions(), now));
            answer("routes", api -> Answers.routes(api.routes()));
            answer("applies", api -> Answers.applies(api.applies(), now));
            answer("versions", api -> Answers.versions(api.versions()));
            answer("rollouts", api -> RolloutAnswers.waiting(api.rollouts(), now));
            ask(
                    "fleet/fleet.yaml",
                    api -> Answers.fleetFile(FleetExport.of(api.clusters(), api.reflectors(), api.hosts())));
        }
        if (reachesBus()) {
            configs();
            for (var kind : RECENT) {
                events(kind);
            }
        }
    }

    private boolean reachesInventory() throws InterruptedException {
        try {
            inventory.ask(InventoryApi::status);
            AgentHealth.text(inventory.uri())
                    .ifPresent(text -> contents.add(
                            "fleet/inventory-health.json", inventory.uri() + "/q/health", text, Keep.BEGINNING));
            return true;
        } catch (CommandFailure e) {
            contents.leaveOut("everything of the inventory", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void answer(String name, Question<Answer> question) throws InterruptedException {
        ask("fleet/" + name + ".json", api -> question.ask(api).in(OutputFormat.JSON));
    }

    private void ask(String file, Question<String> question) throws InterruptedException {
        try {
            contents.add(file, inventory.uri().toString(), inventory.ask(question), Keep.BEGINNING);
        } catch (CommandFailure e) {
            contents.leaveOut(file, String.valueOf(e.getMessage()));
        }
    }

    private boolean reachesBus() throws InterruptedException {
        try {
            var drift = bus.ask(Bus::drift);
            contents.add(
                    "bus/topic-drift.json",
                    bus.bootstrap(),
                    drift.map(reasons -> Answers.reasons(TopicsCommand.SCHEMA, reasons)
                                    .in(OutputFormat.JSON))
                            .orElse("topics are missing\n"),
                    Keep.BEGINNING);
            return drift.isPresent();
        } catch (CommandFailure e) {
            contents.leaveOut("everything of the bus", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void configs() throws InterruptedException {
        try {
            var configs = bus.ask(Bus::allConfigs);
            configs.values().stream()
                    .limit(MAX_CONFIGS)
                    .forEach(config -> contents.add(
                            "configs/" + config.node() + ".conf", "heliograph.configs", config.text(), Keep.BEGINNING));
            if (configs.size() > MAX_CONFIGS) {
                contents.leaveOut(
                        (configs.size() - MAX_CONFIGS) + " configurations",
                        "more than " + MAX_CONFIGS + " are too many");
            }
        } catch (CommandFailure e) {
            contents.leaveOut("configurations", String.valueOf(e.getMessage()));
        }
    }

    private void events(EventKind kind) throws InterruptedException {
        var name = "events/" + kind.word() + ".jsonl";
        try (var reader = EventReader.open(bus.bootstrap(), EnumSet.of(kind), new Start.Newest(NEWEST), _ -> {})) {
            var end = Instant.now().plus(READING);
            var read = reader.begin();
            var lines = new java.util.ArrayList<String>();
            while (!reader.isCaughtUp() && Instant.now().isBefore(end)) {
                for (var event : reader.poll(POLL)) {
                    read = read.with(kind, event.partition(), event.offset() + 1);
                    EventLine.of(event, read).map(EventLine::json).ifPresent(lines::add);
                }
            }
            contents.add(name, kind.topic().topicName(), lines.stream().collect(Collectors.joining()), Keep.END);
        } catch (BusUnreachable e) {
            contents.leaveOut(name, e.reason().toString());
        } catch (TopicMissing e) {
            contents.leaveOut(name, String.valueOf(e.getMessage()));
        }
    }
}
