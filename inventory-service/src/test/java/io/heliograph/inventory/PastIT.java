package io.heliograph.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Given;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was is asked of the packaged service, over a real broker.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PastIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SUBNET = "2001:db8:c010::/64";

    private static KafkaForTests kafka;
    private static InventoryProcess inventory;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaForTests.own();
        kafka.provision();
        kafka.send(Given.cluster(), "/test");
        kafka.send(Given.reflector(), "/test");
        inventory = InventoryProcess.start(kafka.bootstrap()).awaitReady();
    }

    @AfterAll
    static void stop() {
        inventory.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void the_story_of_a_moment_is_what_the_bus_said_until_then() throws Exception {
        var before = now();
        kafka.send(Given.report("docker10", 1, SUBNET), "/host/docker10");
        awaitHost(host -> host.admitted().size() == 1);
        var announced = now();
        kafka.send(Given.report("docker10", 2), "/host/docker10");
        awaitHost(host -> host.admitted().isEmpty());
        kafka.send(Given.report("docker11", 1, SUBNET), "/host/docker11");
        awaitHost(host -> host.host().value().equals("docker11"));

        assertThat(explain(SUBNET, before).statusCode()).isEqualTo(404);
        var then = story(explain(SUBNET, announced));
        assertThat(then.asOf()).contains(announced);
        assertThat(then.facts().getFirst().value()).contains("docker10");
        var today = story(inventory.get("/api/v1/explain?subject=" + encoded(SUBNET)));
        assertThat(today.asOf()).isEmpty();
        assertThat(today.facts().getFirst().value()).contains("docker11");
        assertThat(story(explain("docker10", announced)).toString()).contains("announces", "28.5.2");
        assertThat(story(explain("2001:db8:c010::7", announced)).subject()).isEqualTo(SUBNET);
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"yesterday", "2999-01-01T00:00:00Z", "2026-03-01T12:00:00"})
    void a_time_that_is_none_or_has_not_come_is_refused(String wrong) throws Exception {
        var answer = inventory.get("/api/v1/explain?subject=docker10&at=" + encoded(wrong));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).code()).isEqualTo(ReasonCode.FIELD_INVALID);
        assertThat(problem(answer).detail()).contains(wrong);
    }

    @Test
    @Order(3)
    void a_bus_that_is_away_is_named() throws Exception {
        kafka.stop();
        var away = explain("docker10", Instant.now());
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(problem(away).code()).isEqualTo(ReasonCode.KAFKA_UNREACHABLE);
        assertThat(inventory.get("/q/health/live").statusCode()).isEqualTo(200);
        kafka.start();
    }

    /// A moment by the broker's clock: that of a record which says nothing new.
    private static Instant now() throws Exception {
        var marker = kafka.send(Given.reflector(), "/test");
        var record = kafka.await(
                Topic.FLEET,
                SOON,
                found -> found.partition() == marker.partition() && found.offset() == marker.offset());
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static void awaitHost(Predicate<HostEntry> wanted) {
        kafka.awaitEvent(
                Topic.FLEET, FleetEntry.class, SOON, entry -> entry instanceof HostEntry host && wanted.test(host));
    }

    private static HttpResponse<String> explain(String subject, Instant at) throws Exception {
        return inventory.get("/api/v1/explain?subject=" + encoded(subject) + "&at=" + encoded(at.toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Explanation story(HttpResponse<String> answer) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FleetJson.mapper().readValue(answer.body(), Explanation.class);
    }

    private static Problem problem(HttpResponse<String> answer) throws JsonProcessingException {
        return FleetJson.mapper().readValue(answer.body(), Problem.class);
    }
}
