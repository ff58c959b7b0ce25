package io.heliograph.inventory;

import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Given;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The service and the broker come and go; the state is true again each time.
class RestartIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void without_a_broker_it_lives_and_says_so_and_carries_on_when_the_broker_comes() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.stop();
            try (var inventory = InventoryProcess.start(kafka.bootstrap())) {
                assertThat(inventory.get("/q/health/ready").statusCode()).isEqualTo(503);
                var refused = inventory.get("/api/v1/status");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("KAFKA_UNREACHABLE", kafka.bootstrap());

                kafka.start();
                inventory.awaitReady();

                assertThat(inventory.put("/api/v1/clusters/lab", """
                        {"asn": 65001, "aggregates": ["2001:db8:c000::/36"], "join": "OPEN",
                         "allowSpecialRanges": ["DOCUMENTATION"]}""").statusCode())
                        .isEqualTo(201);
                kafka.send(report("docker10", 1, "2001:db8:c010::/64"), "/host/docker10");
                awaitAdmitted(kafka, "docker10", 1);
            }
        }
    }

    @Test
    void a_restarted_inventory_has_the_same_fleet_and_writes_nothing_anew() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            kafka.send(Given.cluster(), "/test");
            try (var first = InventoryProcess.start(kafka.bootstrap()).awaitReady()) {
                kafka.send(report("docker10", 1, "2001:db8:c010::/64"), "/host/docker10");
                awaitAdmitted(kafka, "docker10", 1);
                kafka.send(report("docker11", 1, "2001:db8:c010::/64", "2001:db8:c011::/64"), "/host/docker11");
                awaitAdmitted(kafka, "docker11", 1);
                kafka.sendRaw(Topic.HOST_REPORTS, "docker12", "{".getBytes(StandardCharsets.UTF_8));
                kafka.await(Topic.DEAD_LETTER, SOON, record -> record.key().equals("docker12"));
                first.await("routes", () -> kafka.readAll(Topic.ROUTES).size() >= 2);
            }
            var fleet = kafka.readAll(Topic.FLEET).size();
            var routes = kafka.readAll(Topic.ROUTES).size();
            var letters = kafka.readAll(Topic.DEAD_LETTER).size();
            // The holder lets go while nobody looks.
            kafka.send(report("docker13", 1, "2001:db8:c013::/64"), "/host/docker13");

            try (var second = InventoryProcess.start(kafka.bootstrap()).awaitReady()) {
                awaitAdmitted(kafka, "docker13", 1);
                assertThat(second.get("/api/v1/hosts/docker10").body()).contains("2001:db8:c010::/64", "\"ADMITTED\"");
                assertThat(second.get("/api/v1/hosts/docker11").body()).contains("PREFIX_TAKEN");
                assertThat(kafka.readAll(Topic.FLEET)).hasSize(fleet + 1);
                assertThat(kafka.readAll(Topic.ROUTES)).hasSize(routes + 1);
                assertThat(kafka.readAll(Topic.DEAD_LETTER)).hasSize(letters);
            }
        }
    }

    @Test
    void a_broker_that_restarts_midway_costs_nothing() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            kafka.send(Given.cluster(), "/test");
            try (var inventory = InventoryProcess.start(kafka.bootstrap(), "-Dheliograph.inventory.write-timeout=1s")
                    .awaitReady()) {
                kafka.send(report("docker10", 1, "2001:db8:c010::/64"), "/host/docker10");
                awaitAdmitted(kafka, "docker10", 1);

                kafka.stop();
                assertThat(inventory.get("/api/v1/hosts/docker10").statusCode()).isEqualTo(200);
                var waits = inventory.put("/api/v1/hosts/docker20", "{\"cluster\": \"lab\"}");
                assertThat(waits.statusCode()).isEqualTo(503);
                assertThat(waits.body()).contains("KAFKA_UNREACHABLE");
                kafka.start();

                kafka.await(Topic.FLEET, SOON, record -> record.key().equals("lab/host/docker20"));
                kafka.send(report("docker10", 2, "2001:db8:c010::/64", "2001:db8:c01f::/64"), "/host/docker10");
                awaitAdmitted(kafka, "docker10", 2);
                assertThat(inventory.get("/q/health/live").statusCode()).isEqualTo(200);
            }
        }
    }

    private static void awaitAdmitted(KafkaForTests kafka, String host, int subnets) {
        kafka.awaitEvent(
                Topic.FLEET,
                FleetEntry.class,
                SOON,
                entry -> entry instanceof HostEntry found
                        && found.host().value().equals(host)
                        && found.admitted().size() == subnets);
    }
}
