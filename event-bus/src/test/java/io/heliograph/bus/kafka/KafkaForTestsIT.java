package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaForTestsIT {
    @Test
    void a_stopped_broker_comes_back_on_its_port_with_its_data() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            var bootstrap = kafka.bootstrap();
            kafka.sendRaw(Topic.ROUTES, "before", "1".getBytes(StandardCharsets.UTF_8));

            kafka.stop();
            assertThat(answers(kafka)).isFalse();
            kafka.start();

            assertThat(kafka.bootstrap()).isEqualTo(bootstrap);
            kafka.sendRaw(Topic.ROUTES, "after", "2".getBytes(StandardCharsets.UTF_8));
            assertThat(kafka.readAll(Topic.ROUTES))
                    .extracting(r -> r.key())
                    .containsExactlyInAnyOrder("before", "after");
            kafka.await(
                    Topic.ROUTES, Duration.ofSeconds(10), record -> record.key().equals("after"));
        }
    }

    private static boolean answers(KafkaForTests kafka) throws Exception {
        var admin = kafka.admin();
        try {
            admin.listTopics().names().get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
