package io.heliograph.inventory.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.wire.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Reads the topics from their beginnings and hands on what they hold, batch by batch: the next batch of a topic
/// comes when the last one was taken. What cannot be read is handed on as such.
///
/// A batch is decoded where it is taken: the event loop that brings it serves requests too.
@ApplicationScoped
public class BusReader {
    private static final byte[] NOTHING = {};

    private final Function<Supplier<List<Arrival>>, CompletionStage<Void>> inbox;
    private final WriterIdentity identity;

    BusReader(Function<Supplier<List<Arrival>>, CompletionStage<Void>> inbox, WriterIdentity identity) {
        this.inbox = inbox;
        this.identity = identity;
    }

    @Incoming("fleet-in")
    CompletionStage<Void> fleet(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.FLEET, FleetEntry.class, records);
    }

    @Incoming("host-reports-in")
    CompletionStage<Void> hostReports(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.HOST_REPORTS, HostReport.class, records);
    }

    @Incoming("routes-in")
    CompletionStage<Void> routes(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.ROUTES, RouteHealth.class, records);
    }

    @Incoming("configs-in")
    CompletionStage<Void> configs(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.CONFIGS, NodeConfig.class, records);
    }

    @Incoming("applies-in")
    CompletionStage<Void> applies(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.APPLIES, ApplyResult.class, records);
    }

    @Incoming("sessions-in")
    CompletionStage<Void> sessions(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.SESSIONS, SessionHealth.class, records);
    }

    @Incoming("rollouts-in")
    CompletionStage<Void> rollouts(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.ROLLOUTS, Rollout.class, records);
    }

    @Incoming("releases-in")
    CompletionStage<Void> releases(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.RELEASES, Release.class, records);
    }

    @Incoming("reflector-reports-in")
    CompletionStage<Void> reflectorReports(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.REFLECTOR_REPORTS, ReflectorReport.class, records);
    }

    @Incoming("dead-letter-in")
    CompletionStage<Void> deadLetters(ConsumerRecords<String, byte[]> records) {
        return hand(Topic.DEAD_LETTER, DeadLetter.class, records);
    }

    private CompletionStage<Void> hand(Topic topic, Class<?> type, ConsumerRecords<String, byte[]> records) {
        return inbox.apply(() -> {
            var arrivals = new ArrayList<Arrival>(records.count());
            for (var record : records) {
                arrivals.add(arrival(topic, type, record));
            }
            return arrivals;
        });
    }

    private Arrival arrival(Topic topic, Class<?> type, ConsumerRecord<String, byte[]> record) {
        return new Arrival(
                topic,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Objects.requireNonNullElse(record.key(), ""),
                isForeign(record),
                EventRecords.decode(topic, type, record),
                EventRecords.trace(record.headers()),
                new Arrival.Bytes(Objects.requireNonNullElse(record.value(), NOTHING)));
    }

    private boolean isForeign(ConsumerRecord<String, byte[]> record) {
        var source = record.headers().lastHeader("ce_source");
        return source == null
                || source.value() == null
                || !new String(source.value(), StandardCharsets.UTF_8).equals(identity.source());
    }
}
