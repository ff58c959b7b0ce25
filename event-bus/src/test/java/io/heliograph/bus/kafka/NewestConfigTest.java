package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NewestConfigTest {
    private static final Revision ONE = Revision.of("one network");
    private static final Revision TWO = Revision.of("two networks");

    private final ConsumerRecord<String, byte[]> old = record(2, config("two networks", ONE, 8, 20));
    private final ConsumerRecord<String, byte[]> current = record(3, config("one network", TWO, 9, 30));

    @Test
    void the_later_record_counts() {
        assertThat(NewestConfig.of(old, current)).isSameAs(current);
    }

    /// A network came and went: what the old one replaced is current again, and only the count tells them apart.
    @Test
    void an_old_configuration_that_comes_again_does_not_hide_the_newer_one() {
        var again = record(4, config("two networks", ONE, 8, 20));

        assertThat(NewestConfig.of(current, again)).isSameAs(current);
    }

    @Test
    void what_cannot_be_read_is_left_to_whoever_takes_it() {
        var poison = new ConsumerRecord<String, byte[]>(
                Topic.CONFIGS.topicName(), 0, 5, "host/docker01", "{".getBytes(StandardCharsets.UTF_8));

        assertThat(NewestConfig.of(current, poison)).isSameAs(poison);
        assertThat(NewestConfig.of(poison, old)).isSameAs(old);
    }

    private static ConsumerRecord<String, byte[]> record(long offset, NodeConfig config) {
        return new ConsumerRecord<>(Topic.CONFIGS.topicName(), 0, offset, "host/docker01", EventCodec.encode(config));
    }

    private static NodeConfig config(String text, Revision previous, long offset, long generation) {
        return new NodeConfig(
                NodeId.of(new HostId("docker01")),
                new ClusterId("lab"),
                Revision.of(text),
                Optional.of(previous),
                text,
                "test",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of("0", offset),
                "test",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(generation));
    }
}
