package io.heliograph.inventory.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Partitions;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// Writes to the bus. Each write ends when the brokers have the record; while they are away it waits, and what was
/// written first is sent first.
@ApplicationScoped
public class BusWriter {
    /// Records that wait while the brokers are away: a fleet of 10,000 hosts fits several times over.
    private static final int MAX_WAITING = 200_000;

    private final MutinyEmitter<byte[]> fleet;
    private final MutinyEmitter<byte[]> routes;
    private final MutinyEmitter<byte[]> releases;
    private final MutinyEmitter<byte[]> deadLetters;
    private final WriterIdentity identity;
    private volatile int fleetPartitions = Partitions.DEFAULT;

    BusWriter(
            @Channel("fleet-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_WAITING)
                    MutinyEmitter<byte[]> fleet,
            @Channel("routes-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_WAITING)
                    MutinyEmitter<byte[]> routes,
            @Channel("releases-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_WAITING)
                    MutinyEmitter<byte[]> releases,
            @Channel("dead-letter-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_WAITING)
                    MutinyEmitter<byte[]> deadLetters,
            WriterIdentity identity) {
        this.fleet = fleet;
        this.routes = routes;
        this.releases = releases;
        this.deadLetters = deadLetters;
        this.identity = identity;
    }

    /// Sets how many partitions the fleet topic has; before the first write.
    public void partitionFleetBy(int partitions) {
        fleetPartitions = partitions;
    }

    /// Writes an entry.
    ///
    /// @param trace of the change that led to it
    public CompletableFuture<Void> write(FleetEntry entry, Instant now, Optional<TraceContext> trace) {
        return send(fleet, entry, now, Partitions.of(entry.cluster(), fleetPartitions), trace);
    }

    public CompletableFuture<Void> write(RouteHealth health, Instant now) {
        return send(routes, health, now, -1, Optional.empty());
    }

    public CompletableFuture<Void> write(Release release, Instant now) {
        return send(releases, release, now, -1, Optional.empty());
    }

    public CompletableFuture<Void> write(DeadLetter letter, Instant now) {
        return send(deadLetters, letter, now, -1, Optional.empty());
    }

    private CompletableFuture<Void> send(
            MutinyEmitter<byte[]> channel, Object event, Instant now, int partition, Optional<TraceContext> trace) {
        var record = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(Keys.of(event))
                .withPartition(partition)
                .withHeaders(EventRecords.headers(event, identity.source(), now, trace))
                .build();
        return channel.sendMessage(Message.of(EventCodec.encode(event)).addMetadata(record))
                .subscribeAsCompletionStage();
    }
}
