package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderTopologyTest {
    private final List<Signal> signals = new ArrayList<>();
    private @Nullable TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void a_subnet_becomes_a_line_on_its_host_and_on_each_reflector() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        send(fleet, reflector("rr02", "lab", "fd00::12"), host("docker01", "lab", "fd00::101"));
        configs();
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        var configs = configs();
        assertThat(configs)
                .extracting(config -> config.node().toString())
                .containsExactly("host/docker01", "reflector/rr01", "reflector/rr02");
        assertThat(configs).allSatisfy(config -> {
            assertThat(config.text()).contains("fd00:c0de:1::/64");
            assertThat(config.changeClass()).isEqualTo(ChangeClass.ISOLATED);
            assertThat(config.previous()).isPresent();
            assertThat(config.cause()).isEqualTo("lab/host/docker01");
            assertThat(config.inputOffsets()).containsOnlyKeys("0").containsEntry("0", 4L);
        });
    }

    @Test
    void the_trace_of_an_entry_goes_on_with_the_configurations_that_it_leads_to() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        output(Topic.CONFIGS);
        var traced = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        var entry = host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64");
        fleet.pipeInput(new TestRecord<>(
                entry.key(),
                EventCodec.encode(entry),
                EventRecords.headers(entry, "/inventory", Instant.EPOCH, Optional.of(traced))));
        driver().advanceWallClockTime(Duration.ofMillis(100));
        assertThat(output(Topic.CONFIGS))
                .hasSize(2)
                .allSatisfy(record -> assertThat(EventRecords.trace(record.headers()))
                        .hasValue(traced.child("render " + record.key())));

        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:2::/64"));
        assertThat(output(Topic.CONFIGS))
                .hasSize(2)
                .allSatisfy(record -> assertThat(EventRecords.trace(record.headers()))
                        .as("a change that nobody traces is of no former trace")
                        .isEmpty());
    }

    @Test
    void what_changes_no_byte_sends_nothing() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        var entry = host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64");
        send(fleet, entry);
        configs();
        send(fleet, entry, entry);
        assertThat(configs()).isEmpty();
    }

    @Test
    void nothing_leaves_before_the_partition_was_read_to_its_end() {
        var fleet = start(4);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        assertThat(configs()).isEmpty();
        send(fleet, host("docker02", "lab", "fd00::102", "fd00:c0de:2::/64"));
        assertThat(configs())
                .extracting(config -> config.node().toString())
                .containsExactly("host/docker01", "host/docker02", "reflector/rr01");
    }

    @Test
    void a_host_that_returns_is_sent_its_configuration_again() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        var first = configs().stream()
                .filter(c -> c.node().name().equals("docker01"))
                .findFirst();
        send(fleet, removed("docker01", "lab", "fd00::101"));
        assertThat(configs()).as("a removal waits until no other follows").isEmpty();
        driver().advanceWallClockTime(Duration.ofMillis(300));
        assertThat(configs()).singleElement().satisfies(config -> {
            assertThat(config.node()).hasToString("reflector/rr01");
            assertThat(config.cost().sessions()).isEqualTo(1);
            assertThat(config.cost().prefixes()).isEqualTo(1);
        });
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        assertThat(configs())
                .filteredOn(c -> c.node().name().equals("docker01"))
                .extracting(NodeConfig::revision)
                .containsExactly(first.orElseThrow().revision());
    }

    @Test
    void poison_goes_to_the_dead_letters_and_the_others_move_on() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        configs();
        fleet.pipeInput("lab/host/docker01", "{ no".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        fleet.pipeInput(null, new byte[] {1, 2, 3});
        fleet.pipeInput("lab/host/docker01", null);
        var letters = output(Topic.DEAD_LETTER);
        assertThat(letters).hasSize(2);
        assertThat(letters.getFirst().key()).isEqualTo("lab/host/docker01");
        assertThat(EventRecords.decode(
                        Topic.DEAD_LETTER,
                        DeadLetter.class,
                        letters.getFirst().headers(),
                        letters.getFirst().key(),
                        letters.getFirst().value()))
                .isInstanceOfSatisfying(
                        Decoded.Event.class,
                        event -> assertThat(
                                        ((DeadLetter) event.value()).reason().code())
                                .isEqualTo(ReasonCode.MALFORMED_JSON));
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        assertThat(configs()).hasSize(2);
    }

    @Test
    void a_tombstone_alone_withdraws_nothing() {
        var fleet = start(0);
        send(fleet, cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        send(fleet, host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        configs();
        fleet.pipeInput("lab/host/docker01", null);
        fleet.pipeInput("lab/cluster/lab", null);
        assertThat(configs()).isEmpty();
        assertThat(driver().getKeyValueStore(RenderProcessor.STORE).get("entry/lab/host/docker01"))
                .isNotNull();
        send(fleet, removed("docker01", "lab", "fd00::101"));
        fleet.pipeInput("lab/host/docker01", null);
        assertThat(driver().getKeyValueStore(RenderProcessor.STORE).get("entry/lab/host/docker01"))
                .isNull();
    }

    private TestInputTopic<String, byte[]> start(long end) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(
                RenderTopology.of(RenderRules.usual("config-renderer/test"), _ -> end, signals::add),
                settings,
                Instant.EPOCH);
        return driver.createInputTopic(Topic.FLEET.topicName(), new StringSerializer(), new ByteArraySerializer());
    }

    private TopologyTestDriver driver() {
        return java.util.Objects.requireNonNull(driver);
    }

    private void send(TestInputTopic<String, byte[]> fleet, FleetEntry... entries) {
        for (var entry : entries) {
            fleet.pipeInput(entry.key(), EventCodec.encode(entry));
        }
        driver().advanceWallClockTime(Duration.ofMillis(100));
    }

    private List<TestRecord<String, byte[]>> output(Topic topic) {
        return driver().createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private List<NodeConfig> configs() {
        var configs = new ArrayList<NodeConfig>();
        for (var record : output(Topic.CONFIGS)) {
            switch (EventRecords.decode(
                    Topic.CONFIGS, NodeConfig.class, record.headers(), record.key(), record.value())) {
                case Decoded.Event<NodeConfig>(var config) -> configs.add(config);
                case Decoded.Malformed<NodeConfig>(var reason) -> throw new AssertionError(reason);
                case Decoded.Tombstone<NodeConfig> _ -> throw new AssertionError("a tombstone");
            }
        }
        return configs;
    }
}
