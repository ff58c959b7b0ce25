package io.heliograph.renderer.kafka;

import io.heliograph.bus.kafka.Connections;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the topology running: waits for a broker and its topics, starts, and starts anew what ended. The process
/// lives through all of it.
public final class RenderStream implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RenderStream.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final String READER = "-consumer";
    private static final String RESTORER = "-restore-consumer";
    private static final Duration STOP = Duration.ofSeconds(5);

    /// How far it is, for people.
    public enum Phase {
        WAITING_FOR_TOPICS,
        STARTING,
        RUNNING,
        STOPPED
    }

    private final StreamSettings settings;
    private final RenderRules rules;
    private final Consumer<Signal> signals;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable KafkaStreams streams;
    private volatile Phase phase = Phase.WAITING_FOR_TOPICS;

    public RenderStream(StreamSettings settings, RenderRules rules, Consumer<Signal> signals) {
        this.settings = settings;
        this.rules = rules;
        this.signals = signals;
        keeper = Thread.ofPlatform().name("render-stream-keeper").daemon().unstarted(this::keep);
    }

    /// Begins; returns at once, whether there is a broker or not.
    public void start() {
        keeper.start();
    }

    public Phase phase() {
        var running = streams;
        if (phase == Phase.STOPPED || running == null) {
            return phase;
        }
        return running.state() == KafkaStreams.State.RUNNING ? Phase.RUNNING : Phase.STARTING;
    }

    /// Whether a broker is connected, as the reader of the fleet sees it: the readers of the changelog rest while
    /// nothing is restored, and would not notice.
    public boolean isConnected() {
        var running = streams;
        return running != null
                && Connections.any(running.metrics(), client -> client.endsWith(READER) && !client.endsWith(RESTORER));
    }

    /// Whether somebody looks after the stream: false only when it was closed, or that thread died of a bug.
    public boolean isKept() {
        return keeper.isAlive() || phase == Phase.STOPPED;
    }

    private void keep() {
        try (var admin = admin()) {
            while (!closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look(admin);
                } catch (KafkaException e) {
                    LOG.warnf("stream=failed cause=%s", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) throws InterruptedException {
        var running = streams;
        if (running != null && running.state().hasCompletedShutdown()) {
            LOG.warnf("stream=ended state=%s action=restart", running.state());
            running.close(STOP);
            streams = null;
            running = null;
        }
        if (running == null && topicsStand(admin)) {
            var fresh = new KafkaStreams(
                    RenderTopology.of(rules, partition -> endOffset(admin, partition), signals), settings.properties());
            fresh.setUncaughtExceptionHandler(RenderStream::answer);
            fresh.start();
            streams = fresh;
            LOG.infof("stream=started application=%s", settings.applicationId());
        }
    }

    private static StreamThreadExceptionResponse answer(Throwable failure) {
        LOG.warnf(failure, "stream=thread-failed action=replace");
        return failure instanceof MissingSourceTopicException
                        || failure.getCause() instanceof MissingSourceTopicException
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean topicsStand(Admin admin) throws InterruptedException {
        var names = Stream.concat(
                        Stream.of(Topic.FLEET, Topic.CONFIGS, Topic.ROLLOUTS, Topic.DEAD_LETTER),
                        Hearsay.HEARD.stream())
                .distinct()
                .map(Topic::topicName)
                .toList();
        try {
            admin.describeTopics(names).allTopicNames().get(ASK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("stream=waiting cause=%s", e.getMessage());
            return false;
        }
    }

    private static long endOffset(Admin admin, int partition) {
        var place = new TopicPartition(Topic.FLEET.topicName(), partition);
        try {
            return admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                    .partitionResult(place)
                    .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new StreamsException("the end of " + place + " cannot be told; the task is tried again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("interrupted", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "1000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "5000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "5000"));
    }

    /// Ends within a few seconds; what was taken in is committed where the broker answers.
    @Override
    public void close() {
        phase = Phase.STOPPED;
        closed.countDown();
        try {
            keeper.join(ASK.plus(STOP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var running = streams;
        if (running != null) {
            running.close(STOP);
        }
    }
}
