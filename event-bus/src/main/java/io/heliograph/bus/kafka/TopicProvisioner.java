package io.heliograph.bus.kafka;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates the topics that are missing and says where one that exists differs from its contract. It never alters
/// or deletes a topic: a person does, who knows what the topic holds.
public final class TopicProvisioner {
    /// A topic that was just created is known to each broker a moment later.
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Admin admin;
    private final short replication;

    /// Provisions with this many replicas of each new topic, 1 to the number of brokers.
    public TopicProvisioner(Admin admin, short replication) {
        this.admin = admin;
        this.replication = replication;
    }

    /// Creates what is missing; gives the drift of what was there, as `TOPIC_DRIFT` reasons. Safe to run by
    /// several processes at once. Throws [ExecutionException] when the brokers cannot be asked.
    public List<Reason> provision() throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        for (var topic : Topic.values()) {
            if (!existing.contains(topic.topicName())) {
                create(topic);
            }
        }
        return driftOnceVisible();
    }

    private List<Reason> driftOnceVisible() throws ExecutionException, InterruptedException {
        var giveUp = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return drift();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > giveUp) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private void create(Topic topic) throws ExecutionException, InterruptedException {
        var wanted = new NewTopic(topic.topicName(), Optional.of(Partitions.DEFAULT), Optional.of(replication))
                .configs(topic.settings());
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /// Every setting of a topic that is not what its contract says; the topics must exist.
    public List<Reason> drift() throws ExecutionException, InterruptedException {
        var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        var descriptions = admin.describeTopics(names).allTopicNames().get();
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = admin.describeConfigs(resources).all().get();
        var found = new ArrayList<Reason>();
        for (var topic : Topic.values()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
            found.addAll(drift(
                    topic,
                    Objects.requireNonNull(descriptions.get(topic.topicName())),
                    Objects.requireNonNull(configs.get(resource))));
        }
        return found;
    }

    private static List<Reason> drift(Topic topic, TopicDescription description, Config config) {
        var found = new ArrayList<Reason>();
        int partitions = description.partitions().size();
        if (partitions < Partitions.DEFAULT) {
            found.add(differs(topic, "partitions", Integer.toString(partitions), "≥ " + Partitions.DEFAULT));
        }
        for (Map.Entry<String, String> setting : topic.settings().entrySet()) {
            var actual = Optional.ofNullable(config.get(setting.getKey()))
                    .map(entry -> entry.value())
                    .orElse("(unset)");
            if (!actual.equals(setting.getValue())) {
                found.add(differs(topic, setting.getKey(), actual, setting.getValue()));
            }
        }
        return found;
    }

    private static Reason differs(Topic topic, String setting, String actual, String expected) {
        return Reason.of(ReasonCode.TOPIC_DRIFT, topic.topicName(), setting, actual, expected);
    }
}
