package io.heliograph.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Given;
import io.heliograph.inventory.http.ApiContracts;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person declares and asks, on the packaged service and a real broker.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String LAB = """
            {"clusters": [{"cluster": "lab", "asn": 65001, "aggregates": ["2001:db8:c000::/36"],
              "allowSpecialRanges": ["DOCUMENTATION"], "join": "OPEN",
              "bgp": {"reach": "DIRECT", "holdTime": "PT9S"},
              "upstreams": [{"upstream": "router1", "address": "2001:db8::1", "asn": 65000}]}],
             "reflectors": [{"reflector": "rr01", "cluster": "lab", "address": "2001:db8::11"},
                            {"reflector": "rr02", "cluster": "lab", "address": "2001:db8::12"}]}""";

    private static KafkaForTests kafka;
    private static InventoryProcess inventory;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaForTests.own();
        inventory = InventoryProcess.start(kafka.bootstrap()).awaitReady();
        RestAssured.requestSpecification = new RequestSpecBuilder()
                .setBaseUri(inventory.url())
                .setBasePath("/api/v1")
                .setContentType(ContentType.JSON)
                .build();
    }

    @AfterAll
    static void stop() {
        RestAssured.requestSpecification = null;
        inventory.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void a_dry_run_shows_what_would_change_and_changes_nothing() {
        given().body(LAB)
                .post("/fleet/apply?dryRun=true")
                .then()
                .statusCode(200)
                .body("action", equalTo(java.util.List.of("CREATE", "CREATE", "CREATE")));
        given().get("/clusters").then().statusCode(200).body("$", hasSize(0));
    }

    @Test
    @Order(2)
    void a_declaration_is_on_the_bus_when_the_answer_comes_with_its_author_and_why() {
        given().body(LAB).post("/fleet/apply?message=the first&by=ann").then().statusCode(200);

        var entry = (ClusterEntry)
                kafka.awaitEvent(Topic.FLEET, FleetEntry.class, SOON, candidate -> candidate instanceof ClusterEntry);
        assertThat(entry.change().by()).isEqualTo("ann");
        assertThat(entry.change().why()).isEqualTo("the first");
        assertThat(entry.subnetsPerHost()).isEqualTo(256);
        given().get("/clusters/lab").then().statusCode(200).body("asn", equalTo(65001));
        given().get("/reflectors").then().statusCode(200).body("reflector", hasItem("rr02"));
        given().get("/status")
                .then()
                .statusCode(200)
                .body("reflectors.clause", equalTo("0 of 2 reflectors configured"));
    }

    @Test
    @Order(3)
    void the_same_again_changes_nothing() {
        int before = kafka.readAll(Topic.FLEET).size();
        given().body(LAB)
                .post("/fleet/apply")
                .then()
                .statusCode(200)
                .body("action.unique()", equalTo(java.util.List.of("UNCHANGED")));
        given().body("{\"cluster\": \"lab\", \"address\": \"2001:db8::11\"}")
                .put("/reflectors/rr01")
                .then()
                .statusCode(200)
                .body("action", equalTo("UNCHANGED"));
        assertThat(kafka.readAll(Topic.FLEET)).hasSize(before);
    }

    @ParameterizedTest
    @Order(4)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/clusters/x | {\"asn\": 65001, \"aggregates\": [\"2001:db8:d000::/36\"], \"agregates\": []} | 400 | FIELD_INVALID | agregates",
                "/clusters/x | {\"asn\": 65001 | 400 | MALFORMED_JSON | request",
                "/clusters/x | [] | 400 | REQUEST_INVALID | object",
                "/clusters/x | {\"asn\": 65001} | 400 | FIELD_INVALID | aggregates",
                "/clusters/x | {\"asn\": 23456, \"aggregates\": [\"2001:db8:d000::/36\"]} | 400 | ASN_INVALID | 23456",
                "/clusters/x | {\"asn\": 65001, \"aggregates\": [\"2001:db8:d000::1/36\"]} | 400 | PREFIX_INVALID | 2001:db8:d000::1/36",
                "/clusters/x | {\"asn\": 65001, \"aggregates\": [\"::/0\"]} | 422 | FIELD_INVALID | aggregates",
                "/clusters/x | {\"cluster\": \"y\", \"asn\": 65001, \"aggregates\": [\"2001:db8:d000::/36\"]} | 400 | KEY_MISMATCH | x",
                "/clusters/a%20b | {\"asn\": 65001, \"aggregates\": [\"2001:db8:d000::/36\"]} | 400 | NAME_INVALID | a b",
                "/reflectors/rr03 | {\"cluster\": \"nowhere\", \"address\": \"2001:db8::13\"} | 422 | CLUSTER_UNKNOWN | nowhere",
                "/reflectors/rr03 | {\"cluster\": \"lab\", \"address\": \"2001:db8::11\"} | 409 | ADDRESS_TAKEN | reflector rr01",
                "/reflectors/rr03 | {\"cluster\": \"lab\", \"address\": \"2001:db8::1\"} | 409 | ADDRESS_TAKEN | upstream router1",
                "/hosts/docker01 | {\"cluster\": \"nowhere\"} | 422 | CLUSTER_UNKNOWN | nowhere",
                "/hosts/docker01 | {\"cluster\": 7} | 400 | FIELD_INVALID | cluster",
            })
    void a_declaration_that_cannot_be_is_a_problem_with_code_and_mend(
            String path, String body, int status, String code, String detail) {
        given().body(body.strip())
                .urlEncodingEnabled(false)
                .put(path.strip())
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail))
                .body("mend.length()", org.hamcrest.Matchers.greaterThan(5));
    }

    @Test
    @Order(5)
    void all_that_is_wrong_with_a_declaration_is_told_and_none_of_it_is_applied() {
        given().body("""
                {"clusters": [{"cluster": "two", "asn": 65002, "aggregates": ["2001:db8:d000::/36"]}],
                 "reflectors": [{"reflector": "rr10", "cluster": "three", "address": "2001:db8::11"}]}""")
                .post("/fleet/apply")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(409, 422))
                .body("reasons.code", equalTo(java.util.List.of("CLUSTER_UNKNOWN", "ADDRESS_TAKEN")));
        given().get("/clusters/two").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    @Order(6)
    void who_decided_by_what_has_changed_since_is_told_so_and_changes_nothing() {
        var read =
                given().get("/reflectors/rr02").then().statusCode(200).extract().header("ETag");
        given().header("If-Match", read)
                .body("{\"cluster\": \"lab\", \"address\": \"2001:db8::22\"}")
                .put("/reflectors/rr02")
                .then()
                .statusCode(200);

        given().header("If-Match", read)
                .body("{\"cluster\": \"lab\", \"address\": \"2001:db8::33\"}")
                .put("/reflectors/rr02")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("code", equalTo("CHANGED_MEANWHILE"));
        given().header("If-Match", read).delete("/reflectors/rr02").then().statusCode(412);
        given().header("If-Match", "*")
                .body("{\"cluster\": \"lab\", \"address\": \"2001:db8::99\"}")
                .put("/reflectors/rr99")
                .then()
                .statusCode(412);
        given().get("/reflectors/rr02").then().body("address", equalTo("2001:db8::22"));
        given().header("If-Match", "*")
                .body("{\"cluster\": \"lab\", \"address\": \"2001:db8::12\"}")
                .put("/reflectors/rr02")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(7)
    void a_host_is_drained_and_serves_again() throws Exception {
        kafka.send(Given.report("docker15", 1, "2001:db8:c015::/64"), "/host/docker15");
        inventory.await("the host", () -> inventory.get("/api/v1/hosts").body().contains("docker15"));

        given().post("/hosts/docker15/drain?message=upgrade").then().statusCode(200);
        given().get("/hosts/docker15").then().statusCode(200).body("drain.why", equalTo("upgrade"));
        given().delete("/hosts/docker15/drain").then().statusCode(200);
        given().get("/hosts/docker15").then().statusCode(200).body("drain", equalTo(null));
        given().post("/hosts/nobody/drain").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().delete("/hosts/docker15").then().statusCode(200);
    }

    @Test
    @Order(6)
    void what_hosts_report_is_seen_and_explained() throws Exception {
        kafka.send(Given.report("docker10", 1, "2001:db8:c010::/64", "::/0"), "/host/docker10");
        kafka.send(Given.report("docker11", 1, "2001:db8:c010::/64"), "/host/docker11");
        inventory.await("two hosts", () -> inventory.get("/api/v1/hosts").body().contains("docker11"));

        given().get("/hosts/docker10")
                .then()
                .statusCode(200)
                .body("standing", equalTo("ADMITTED"))
                .body("facts.engine", equalTo("28.5.2"))
                .body("sessions.expected", equalTo(2));
        given().get("/routes?host=docker10").then().body("stage", hasItem("ADMITTED"));
        given().queryParam("subject", "2001:db8:c010::/64")
                .get("/explain")
                .then()
                .statusCode(200)
                .body("kind", equalTo("PREFIX"))
                .body("failedStage", equalTo("RENDERED"));
        given().queryParam("subject", "docker11")
                .get("/explain")
                .then()
                .body("healthy", equalTo(false))
                .body("reason.code", equalTo("PREFIX_TAKEN"))
                .body("reason.mend", containsString("docker11"));
        given().queryParam("subject", "2001:db8:ffff::/64")
                .get("/explain")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        given().get("/status").then().body("troubles.reason.code", hasItem("DEFAULT_ROUTE_REFUSED"));
        given().get("/sessions").then().statusCode(200).body("$", hasSize(0));
        given().get("/applies").then().statusCode(200).body("progress.unique()", equalTo(java.util.List.of("WANTED")));
    }

    @Test
    @Order(7)
    void a_member_keeps_its_cluster_and_what_is_removed_stays_on_record() {
        given().delete("/clusters/lab").then().statusCode(409).body("code", equalTo("CLUSTER_IN_USE"));
        given().delete("/hosts/docker11?message=worn out")
                .then()
                .statusCode(200)
                .body("action", equalTo("REMOVE"));
        given().delete("/hosts/docker11").then().statusCode(200).body("action", equalTo("UNCHANGED"));
        given().delete("/hosts/docker99").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().get("/hosts/docker11").then().statusCode(404);
        var entry = kafka.awaitEvent(
                Topic.FLEET,
                FleetEntry.class,
                SOON,
                candidate -> candidate.key().equals("lab/host/docker11")
                        && candidate.lifecycle() == io.heliograph.fleet.event.Lifecycle.REMOVED);
        assertThat(entry.change().why()).isEqualTo("worn out");
    }

    @Test
    @Order(8)
    void what_is_no_resource_and_no_method_is_a_problem_too() {
        given().get("/nothing").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        given().patch("/clusters/lab").then().statusCode(405).body("code", equalTo("REQUEST_INVALID"));
        given().contentType("text/plain").body("x").put("/clusters/lab").then().statusCode(415);
    }

    @Test
    @Order(9)
    void the_API_describes_itself() throws IOException {
        var text = given().basePath("/q/openapi")
                .get("?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var api = FleetJson.mapper().readTree(text);
        assertThat(api.path("paths").size()).isGreaterThan(20);
        ApiContracts.assertAgrees(api);
        ApiContracts.assertRequires(api);
        for (var path : api.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var where = operation.getKey() + " " + path.getKey();
                assertThat(operation.getValue().path("responses").properties())
                        .as(where)
                        .anySatisfy(response -> assertThat(response.getKey()).startsWith("20"))
                        .allSatisfy(response -> assertExample(
                                api,
                                where + " " + response.getKey(),
                                response.getValue().path("content")));
                var body =
                        operation.getValue().path("requestBody").path("content").path("application/json");
                for (var example : body.path("examples")) {
                    assertValid(api, where, body.path("schema"), example.path("value"));
                }
            }
        }
    }

    /// What is shown is what the description itself says that it is.
    private static void assertExample(JsonNode api, String where, JsonNode content) {
        assertThat(content.properties()).as(where).isNotEmpty().allSatisfy(type -> {
            var example = type.getValue().path("example");
            assertThat(example.isMissingNode()).as(where + " has an example").isFalse();
            assertValid(api, where, type.getValue().path("schema"), example);
        });
    }

    private static void assertValid(JsonNode api, String where, JsonNode schema, JsonNode example) {
        var whole = FleetJson.mapper().createObjectNode();
        whole.set("components", api.path("components"));
        whole.setAll((ObjectNode) schema.deepCopy());
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString(), InputFormat.JSON)
                        .validate(example.toString(), InputFormat.JSON))
                .as(where + ": " + example)
                .isEmpty();
    }

    @Test
    @Order(90)
    void what_is_held_is_shown_and_goes_by_its_name_only() throws Exception {
        var node = NodeId.parse("reflector/rr01");
        var held = Revision.of("held");
        kafka.send(
                new Rollout(
                        node,
                        new ClusterId("lab"),
                        Rollout.State.HELD,
                        Optional.of(held),
                        Optional.empty(),
                        Optional.empty(),
                        new NodeConfig.ChangeCost(4, 12),
                        Optional.of(Reason.of(ReasonCode.CONFIG_HELD, held.abbreviated(), "12 prefixes")),
                        Optional.of("withdraw-12-prefixes"),
                        java.time.Instant.EPOCH),
                "/config-renderer");
        awaitRollout("reflector/rr01");
        given().get("/rollout/reflector/rr01").then().statusCode(200).header("ETag", containsString(held.value()));
        given().get("/status").then().body("troubles.reason.code", hasItem("CONFIG_HELD"));
        var release = "/rollout/reflector/rr01/release";
        var words = "\"why\": \"rack 7\", \"by\": \"ann\"";
        given().body("{\"revision\": \"" + "0".repeat(64) + "\", \"acceptRisk\": \"withdraw-12-prefixes\", " + words
                        + "}")
                .post(release)
                .then()
                .statusCode(409)
                .body("code", equalTo("REVISION_NOT_WAITING"))
                .body("detail", containsString(held.abbreviated()));
        given().header("If-Match", "\"" + held.value() + "\"")
                .body("{\"acceptRisk\": \"\", " + words + "}")
                .post(release)
                .then()
                .statusCode(422)
                .body("code", equalTo("RISK_NOT_ACCEPTED"))
                .body("mend", containsString("withdraw-12-prefixes"));
        given().body("{\"revision\": \"" + held.abbreviated() + "\", \"acceptRisk\": \"withdraw-12-prefixes\", " + words
                        + ", \"validFor\": \"PT10M\"}")
                .post(release)
                .then()
                .statusCode(200)
                .body("revision", equalTo(held.value()));
        var recorded = kafka.awaitEvent(
                Topic.RELEASES, Release.class, SOON, it -> it.node().equals(node));
        assertThat(recorded.by()).isEqualTo("ann");
        assertThat(recorded.why()).isEqualTo("rack 7");
        given().body("{\"revision\": \"" + held.abbreviated() + "\", " + words + "}")
                .post("/rollout/reflector/rr02/release")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_WAITS"));
    }

    private static void awaitRollout(String node) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!given().get("/rollout").jsonPath().getList("node").contains(node)) {
            assertThat(System.nanoTime()).as("%s is shown", node).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
