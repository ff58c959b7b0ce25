package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {
    private final KafkaForTests kafka = KafkaForTests.own();
    private final Admin admin = kafka.admin();
    private final TopicProvisioner provisioner = new TopicProvisioner(admin, (short) 1);

    @AfterEach
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void topics_are_created_once_and_drift_is_told_not_mended() throws Exception {
        assertThat(provisioner.provision()).isEmpty();
        var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        assertThat(admin.listTopics().names().get()).containsAll(names);
        assertThat(admin.describeTopics(names).allTopicNames().get().values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(Partitions.DEFAULT));
        kafka.sendRaw(Topic.FLEET, "a/host/b", new byte[] {1});

        assertThat(provisioner.provision()).as("again").isEmpty();
        assertThat(kafka.readAll(Topic.FLEET)).as("nothing is lost").hasSize(1);

        alter(Topic.FLEET, "cleanup.policy", "delete");
        assertThat(provisioner.provision()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.TOPIC_DRIFT);
            assertThat(reason.message())
                    .isEqualTo("Topic heliograph.fleet has cleanup.policy=delete, expected compact.");
        });
        assertThat(setting(Topic.FLEET, "cleanup.policy")).as("left alone").isEqualTo("delete");
    }

    @Test
    void several_processes_may_provision_at_once() throws Exception {
        var tasks = new ArrayList<Callable<List<Reason>>>();
        for (int i = 0; i < 4; i++) {
            tasks.add(() -> {
                try (var own = kafka.admin()) {
                    return new TopicProvisioner(own, (short) 1).provision();
                }
            });
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(tasks)) {
                assertThat(outcome.get()).isEmpty();
            }
        }
    }

    @Test
    void a_topic_with_too_few_partitions_is_told() throws Exception {
        admin.createTopics(
                        List.of(new NewTopic(Topic.ROUTES.topicName(), 1, (short) 1).configs(Topic.ROUTES.settings())))
                .all()
                .get();

        assertThat(provisioner.provision())
                .singleElement()
                .satisfies(reason -> assertThat(reason.message())
                        .isEqualTo("Topic heliograph.routes has partitions=1, expected ≥ 8."));
    }

    private void alter(Topic topic, String name, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private String setting(Topic topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return Objects.requireNonNull(config).get(name).value();
    }
}
