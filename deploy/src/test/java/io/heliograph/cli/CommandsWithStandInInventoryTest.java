package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.JoinToken;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Exit codes, stdout and stderr of the verbs.
final class CommandsWithStandInInventoryTest {
    private static final String FLEET = "hosts:\n  - {host: docker01, cluster: lab}\n";

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private final StandInInventory inventory = StandInInventory.ofSamples();

    @Test
    void aHealthyFleetIsSixLinesAndZero() {
        var run = ask("status");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(6);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anUnhealthyFleetIsThree() {
        inventory.answer("status", Sample.unhealthy());

        var run = ask("status");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).startsWith("1 route is not verified\nroute 2001:db8:c002::/64");
    }

    @Test
    void whatWaitsForAPersonIsFiveAndTheLineThatReleasesItIsPrinted() {
        var run = ask("rollout", "status");

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.out()).contains("reflector/rr01", "held", "withdraw-120-prefixes");
        assertThat(run.err())
                .contains("heliograph rollout release reflector/rr01 --revision " + Sample.HELD.abbreviated()
                        + " --why TEXT --accept-risk=withdraw-120-prefixes");
    }

    @Test
    void nothingThatWaitsIsZero() {
        inventory.answer("rollout", List.of());

        var run = ask("rollout", "status");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("nothing waits\n");
    }

    @Test
    void aReleaseNamesNodeRevisionReasonAndRisk() {
        var run = ask(
                "rollout",
                "release",
                "rr01",
                "--revision",
                Sample.HELD.abbreviated(),
                "--why",
                "rack 7",
                "--accept-risk=withdraw-120-prefixes",
                "--valid-for",
                "10m");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("reflector/rr01", "alice");
        assertThat(inventory.requests())
                .last()
                .asString()
                .startsWith("POST /api/v1/rollout/reflector/rr01/release ")
                .contains(
                        "\"revision\":\"" + Sample.HELD.abbreviated() + "\"",
                        "\"acceptRisk\":\"withdraw-120-prefixes\"",
                        "\"why\":\"rack 7\"",
                        "\"validFor\":\"PT10M\"");
    }

    @Test
    void aRefusedReleaseIsTwoAndSaysTheRightRisk() {
        inventory.refuse(
                "rollout/reflector/rr01/release",
                422,
                Reason.of(ReasonCode.RISK_NOT_ACCEPTED, "reflector/rr01", "withdraw-120-prefixes", ""));

        var run = ask("rollout", "release", "reflector/rr01", "--revision", "abc", "--why", "rack 7");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--accept-risk=withdraw-120-prefixes");
    }

    @Test
    void aFleetWithNothingButHeldConfigurationsIsFive() {
        inventory.answer("status", Sample.held());

        assertThat(ask("status").exit()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts", "reflectors", "sessions", "routes"})
    void aListIsDataOnStdoutAndNothingElse(String verb) {
        var run = ask(verb, "-o", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("{\n  \"schema\" : \"heliograph." + verb + ".v1\"");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void explainAsksForTheSubjectAndIsThreeWhenItIsNotWell() {
        var run = ask("explain", "2001:db8:c002::/64");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("PREFIX_TAKEN: ", "Give docker01 a prefix of its own.");
        assertThat(inventory.requests())
                .singleElement()
                .asString()
                .startsWith("GET /api/v1/explain?subject=2001%3Adb8%3Ac002%3A%3A%2F64");
    }

    @Test
    void explainAsksForTheMomentAndSaysOfWhichItTells() {
        inventory.answer("explain", Sample.past());

        var run = ask("explain", "docker01", "--at", "2026-03-01T13:00:00+01:00");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("host docker01 at 2026-03-01T12:00:00Z: nothing was wrong");
        assertThat(inventory.requests())
                .singleElement()
                .asString()
                .startsWith("GET /api/v1/explain?subject=docker01&at=2026-03-01T12%3A00%3A00Z");
    }

    @Test
    void drainAsksForOneHostAndSaysWhatChanged() {
        var run = ask("host", "drain", "lab/docker01", "--why", "kernel upgrade", "-o", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("{\n  \"schema\" : \"heliograph.fleet-changes.v1\"");
        assertThat(inventory.requests())
                .singleElement()
                .asString()
                .startsWith("POST /api/v1/hosts/docker01/drain?by=")
                .contains("&cluster=lab&message=kernel+upgrade");
    }

    @Test
    void drainThatWaitsIsSixWhileTheHostIsNotSafeToStop() {
        var run = ask("host", "drain", "docker01", "--wait", "--timeout", "300ms");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err()).startsWith("TIMED_OUT: docker01 is not drained after 300ms: docker01 is in service.");
    }

    @Test
    void drainThatWaitsSaysSafeToStop() {
        inventory.answer("hosts", Sample.drainedHosts());

        var run = ask("host", "drain", "docker01", "--wait");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("docker01 is safe to stop" + System.lineSeparator());
        assertThat(ask("hosts").out()).contains("safe to stop");
        assertThat(ask("wait", "docker01", "--for", "drained").exit()).isZero();
    }

    @Test
    void undrainApproveAndRemoveAskForTheirOwn() {
        ask("host", "undrain", "docker01");
        ask("host", "approve", "docker01");
        ask("host", "remove", "docker01");

        assertThat(inventory.requests())
                .extracting(request -> request.substring(0, request.indexOf('?')))
                .containsExactly(
                        "DELETE /api/v1/hosts/docker01/drain",
                        "POST /api/v1/hosts/docker01/approve",
                        "DELETE /api/v1/hosts/docker01");
    }

    @Test
    void aTokenProvesItselfToItsKeyAndNoTwoAreAlike() {
        var words = ControlPlane.run("token").out().split("\\s+");

        var proof = JoinToken.parse(words[1]).proof(new ClusterId("lab"), new HostId("docker01"));
        assertThat(new JoinKey(words[3]).accepts(proof, new ClusterId("lab"), new HostId("docker01")))
                .isTrue();
        assertThat(ControlPlane.run("token").out()).doesNotContain(words[1]);
    }

    @Test
    void whatIsNotThereIsThree() {
        inventory.refuse("explain", 404, Reason.of(ReasonCode.NOT_FOUND, "host", "nobody"));

        var run = ask("explain", "nobody");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).startsWith("NOT_FOUND: There is no host nobody.");
    }

    @Test
    void aControlPlaneOutOfReachIsSeven() {
        inventory.close();

        var run = ask("status");

        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("INVENTORY_UNREACHABLE: ").contains(inventory.url());
    }

    @Test
    void anInventoryWithoutItsBusIsSeven() {
        inventory.refuse("status", 503, Reason.of(ReasonCode.KAFKA_UNREACHABLE, "localhost:9092"));

        assertThat(ask("status").exit()).isEqualTo(7);
    }

    @Test
    void somethingElseOnThePortIsSevenAndShown() {
        inventory.say("status", 200, "<html>welcome");

        var run = ask("status");

        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.err()).contains("it answered 200 with '<html>welcome'");
    }

    @Test
    void waitReturnsWhenTheGoalIsReached() {
        assertThat(ask("wait", "2001:db8:c001::/64", "--for", "verified").exit())
                .isZero();
        assertThat(ask("wait", "docker01", "--for", "up").exit()).isZero();
    }

    @Test
    void waitIsSixWhenTheTimeIsOverAndSaysWhatIsMissing() {
        var run = ask("wait", "2001:db8:c002::/64", "--for", "verified", "--timeout", "50ms");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err())
                .startsWith("TIMED_OUT: 2001:db8:c002::/64 is not verified after 50ms: refused (PREFIX_TAKEN");
    }

    @Test
    void waitIsSevenWhenNobodyEverAnswered() {
        inventory.close();

        assertThat(ask("wait", "fleet", "--for", "up", "--timeout", "50ms").exit())
                .isEqualTo(7);
    }

    @Test
    void applySendsTheFileAndCountsOnStderr() throws IOException {
        var run = ask("fleet", "apply", "-f", file(FLEET), "--message", "first host");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("update", "join: DECLARED → OPEN");
        assertThat(run.err()).isEqualToIgnoringNewLines("1 of 2 entries changed");
        assertThat(inventory.requests())
                .singleElement()
                .asString()
                .contains("dryRun=false", "message=first+host", "\"host\":\"docker01\"");
    }

    @Test
    void diffIsFourWhenSomethingWouldChangeAndChangesNothing() throws IOException {
        var run = ask("fleet", "diff", "-f", file(FLEET));

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out()).contains("cluster").doesNotContain("unchanged");
        assertThat(inventory.requests()).singleElement().asString().contains("dryRun=true");
    }

    @Test
    void diffIsZeroWhenNothingWouldChange() throws IOException {
        inventory.answer("fleet/apply", List.of());

        assertThat(ask("fleet", "diff", "-f", file(FLEET)).exit()).isZero();
    }

    @Test
    void aRefusedDeclarationIsTwoWithEveryReason() throws IOException {
        inventory.refuse(
                "fleet/apply",
                422,
                Reason.of(ReasonCode.CLUSTER_UNKNOWN, "docker01", "lab"),
                Reason.of(ReasonCode.ADDRESS_TAKEN, "docker01", "::1", "docker02"));

        var run = ask("fleet", "apply", "-f", file(FLEET));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2).first().asString().startsWith("CLUSTER_UNKNOWN: ");
    }

    @Test
    void aFaultyFileIsTwoAndIsNeverSent() throws IOException {
        var run = ask("fleet", "apply", "-f", file("hosts:\n  - {host: docker01}\n"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("FLEET_FILE_INVALID: ").contains("fleet.yaml:2:5: cluster is missing");
        assertThat(inventory.requests()).isEmpty();
    }

    @Test
    void whatIsExportedCanBeApplied() throws IOException {
        var exported = ask("fleet", "export").out();

        assertThat(exported).contains("cluster: lab", "reflector: rr01", "routerId: 192.0.2.11");
        assertThat(ControlPlane.run("fleet", "validate", "-f", file(exported)).exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "status --bogus",
                "status -o xml",
                "wait x",
                "wait x --for y",
                "broker --listen x"
            })
    void misuseIsTwoAndPointsToTheHelp(String arguments) {
        var run = ControlPlane.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("USAGE: ").contains("--help");
    }

    @Test
    void everyVerbShowsAnExampleInItsHelp() {
        verbs(Heliograph.commandLine())
                .forEach(verb -> assertThat(verb.getUsageMessage())
                        .as(verb.getCommandSpec().qualifiedName())
                        .contains("example: "));
    }

    private static Stream<CommandLine> verbs(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(CommandsWithStandInInventoryTest::verbs));
    }

    private String file(String text) throws IOException {
        var file = folder.resolve("fleet.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    private ControlPlane.Run ask(String... arguments) {
        return ControlPlane.run(Stream.concat(Stream.of(arguments), Stream.of("--url", inventory.url()))
                .toArray(String[]::new));
    }
}
