package io.heliograph.inventory.http;

import static io.heliograph.inventory.admission.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.answer.ReasonPage;
import io.heliograph.fleet.answer.SearchHit;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.inventory.ShowcaseFleet;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.Declarations;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.Given;
import io.heliograph.inventory.query.ConvergenceQuery;
import io.heliograph.inventory.query.Explain;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.FleetViews;
import io.heliograph.inventory.query.NodeQueries;
import io.heliograph.inventory.query.RolloutQueries;
import io.heliograph.inventory.query.RouteQueries;
import io.heliograph.inventory.query.SearchQuery;
import io.heliograph.inventory.query.SessionQueries;
import io.heliograph.inventory.query.StatusQuery;
import io.heliograph.inventory.query.TopologyQuery;
import io.heliograph.inventory.query.VersionQuery;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import io.heliograph.inventory.rollout.ReleaseRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The examples of the API's description are what the queries answer of one small fleet in which a session is down, and
/// are of the published schemas. `-Dgolden=update` writes them anew.
class ApiExamplesGoldenTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/examples");
    private static final ReflectorId RR02 = ShowcaseFleet.REFLECTORS.get(1);
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(2));

    private final FleetLedger ledger = new FleetLedger();
    private final FleetViews views = new FleetViews();

    private List<FleetChange> declare() {
        ledger.begin(NOW);
        var declaration = RequestJson.read(ShowcaseFleet.DECLARATION, FleetDeclaration.class);
        var outcome = (CommandOutcome.Accepted) Declarations.declare(declaration, ledger.fleet(), Given.DECLARED);
        ledger.declare(outcome.entries(), NOW);
        return outcome.changes();
    }

    private FleetSnapshot tell() {
        var fleet = new ShowcaseFleet(1, InstantSource.fixed(NOW));
        fleet.events().forEach(event -> {
            switch (event) {
                case HostReport report -> ledger.report(report, NOW);
                case NodeConfig config -> views.apply(config, NOW);
                case ApplyResult result -> views.apply(result);
                case SessionHealth session -> views.apply(session);
                case RouteHealth route -> views.apply(route);
                default -> throw new IllegalArgumentException(event.toString());
            }
        });
        views.apply(fleet.session(RR02, 0, SessionState.DOWN));
        views.apply(new Rollout(
                NodeId.of(RR02),
                ShowcaseFleet.CLUSTER,
                Rollout.State.HELD,
                Optional.of(io.heliograph.fleet.Revision.of("held")),
                Optional.empty(),
                Optional.of(ChangeClass.ISOLATED),
                new NodeConfig.ChangeCost(40, 120),
                Optional.of(Reason.of(ReasonCode.CONFIG_HELD, "3f786850e387", "40 sessions and 120 prefixes")),
                Optional.of("withdraw-120-prefixes"),
                NOW));
        return views.snapshot(ledger.fleet(), ledger.reports(), List.of(), LATER);
    }

    private Map<String, String> examples() {
        var changes = declare();
        var fleet = tell();
        var sessions = SessionQueries.sessions(fleet);
        var topology = TopologyQuery.topology(
                NodeQueries.clusters(fleet), NodeQueries.reflectors(fleet), NodeQueries.hosts(fleet), sessions);
        var subnet = ShowcaseFleet.subnet(0).toString();
        var examples = new TreeMap<String, String>();
        List.of(
                        StatusQuery.status(fleet, LATER),
                        topology,
                        ConvergenceQuery.convergence(RouteQueries.routes(fleet), Duration.ofHours(1), LATER),
                        Explain.explain(fleet, subnet).orElseThrow(),
                        release())
                .forEach(answer -> examples.put(answer.getClass().getSimpleName(), RequestJson.write(answer)));
        examples.put("ClusterEntry", RequestJson.writeList(NodeQueries.clusters(fleet), FleetEntry.class));
        list(examples, NodeQueries.reflectors(fleet));
        list(examples, NodeQueries.hosts(fleet));
        list(examples, sessions);
        list(examples, RouteQueries.routes(fleet));
        list(examples, NodeQueries.applies(fleet));
        list(examples, RolloutQueries.rollouts(fleet));
        list(examples, changes);
        list(examples, problems());
        list(examples, List.of(ReasonPage.of(ReasonCode.SESSION_LOST)));
        examples.put("SearchHit", RequestJson.writeList(SearchQuery.search(fleet, subnet, 1), SearchHit.class));
        examples.put("VersionView", RequestJson.writeList(VersionQuery.versions(fleet, "0.1.0"), VersionView.class));
        return examples;
    }

    private static void list(Map<String, String> examples, List<?> answers) {
        var type = answers.getFirst().getClass();
        examples.put(type.getSimpleName(), RequestJson.writeList(answers, type));
    }

    private Object release() {
        var node = NodeId.of(RR02);
        var request = new ReleaseRequest(
                node,
                views.rollout(node).flatMap(Rollout::revision).orElseThrow().abbreviated(),
                "rack 7 is taken down",
                "withdraw-120-prefixes",
                "alice",
                Duration.ofHours(1));
        return ((ReleaseOutcome.Granted) ReleaseRules.decide(request, views.rollout(node), LATER)).release();
    }

    /// One for each status and code that the description names.
    private static List<Problem> problems() {
        return List.of(
                problem(400, "/api/v1/clusters/west", ReasonCode.FIELD_INVALID, "aggregates", "null"),
                problem(404, "/api/v1/hosts/docker07", ReasonCode.NOT_FOUND, "host", "docker07"),
                problem(
                        409,
                        "/api/v1/reflectors/rr03",
                        ReasonCode.ADDRESS_TAKEN,
                        "rr03",
                        "2001:db8::11",
                        "reflector rr01"),
                problem(409, "/api/v1/hosts/docker07/drain", ReasonCode.HOST_STOPPING, "docker07"),
                problem(409, "/api/v1/rollout/reflector/rr01/release", ReasonCode.NOTHING_WAITS, "reflector/rr01"),
                problem(412, "/api/v1/clusters/west", ReasonCode.CHANGED_MEANWHILE, "cluster", "west", "0f3a9c11"),
                problem(422, "/api/v1/hosts/docker07", ReasonCode.CLUSTER_UNKNOWN, "docker07", "east"),
                problem(
                        422,
                        "/api/v1/rollout/reflector/rr01/release",
                        ReasonCode.RISK_NOT_ACCEPTED,
                        "reflector/rr01",
                        "withdraw-120-prefixes",
                        ""),
                problem(
                        503,
                        "/api/v1/status",
                        ReasonCode.KAFKA_UNREACHABLE,
                        "localhost:9092",
                        "the topics are not read to their ends yet"));
    }

    private static Problem problem(int status, String path, ReasonCode code, Object... arguments) {
        var reason = Reason.of(code, arguments);
        return Problem.of(status, path, reason, List.of(reason));
    }

    @Test
    void are_what_the_queries_answer() throws IOException {
        var examples = examples();
        for (var example : examples.entrySet()) {
            var file = EXAMPLES.resolve(example.getKey() + ".json");
            var text = FleetJson.mapper().readTree(example.getValue()).toPrettyString() + "\n";
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(EXAMPLES);
                Files.writeString(file, text);
            }
            assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
        }
        try (var files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .as("no file is left over")
                    .isEqualTo(examples.keySet().stream()
                            .map(name -> name + ".json")
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void are_of_the_schemas_that_are_published() throws IOException {
        var examples = examples();
        for (var published : ApiContracts.PUBLISHED.entrySet()) {
            var name = "heliograph." + published.getValue() + ".v1";
            var data = FleetJson.mapper().readTree(examples.getOrDefault(published.getKey(), "null"));
            var document = FleetJson.mapper().createObjectNode().put("schema", name);
            document.set("data", data);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(Files.readString(ApiContracts.file(published.getValue())), InputFormat.JSON)
                            .validate(document.toString(), InputFormat.JSON))
                    .as(published.getKey())
                    .isEmpty();
        }
    }
}
