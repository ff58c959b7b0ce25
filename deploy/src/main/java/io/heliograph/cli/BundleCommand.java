package io.heliograph.cli;

import io.heliograph.cli.bundle.BundleManifest;
import io.heliograph.cli.bundle.Contents;
import io.heliograph.cli.bundle.Redaction;
import io.heliograph.cli.disk.Archive;
import io.heliograph.cli.disk.MachineSecrets;
import io.heliograph.cli.view.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph bundle`
@Command(
        name = "bundle",
        description = {
            "Writes a support archive: what can be reached of the fleet, the bus and this node, without secrets.",
            "manifest.json in it says what is there, what was left out and why, and what is redacted."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph bundle --file incident-4711.zip"})
final class BundleCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SECRETS_VARIABLE = "HELIOGRAPH_SECRETS_DIR";
    private static final List<String> REDACTED = List.of(
            "the secrets of this machine, wherever they stand: files of the secrets' folder, HELIOGRAPH_SECRET_…,"
                    + " and every variable whose name speaks of a secret",
            "password \"…\" and secret \"…\" of BIRD",
            "enrolment tokens and the proofs made of them",
            "private keys, user:password@ of addresses, Authorization, JAAS configurations",
            "the value of any field whose name has password, secret, token, credential, private key or api key in it");

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "where it goes (default: heliograph-bundle-TIME.zip in this folder)")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            description = "a folder of log files whose ends go in, too (default: those of the lab that is up here)")
    private Optional<Path> logs = Optional.empty();

    @Option(
            names = "--secrets-dir",
            paramLabel = "FOLDER",
            description = "where this machine keeps its secrets, so that none is in the archive"
                    + " (default: HELIOGRAPH_SECRETS_DIR, else /etc/heliograph/secrets)")
    private Optional<Path> secretsFolder = Optional.empty();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private BusOptions bus = new BusOptions();

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var now = Instant.now();
        var target = file.orElseGet(() -> Path.of("heliograph-bundle-" + STAMP.format(now) + ".zip"));
        if (Archive.exists(target)) {
            throw new ParameterException(spec.commandLine(), target + " is there already. Name another with --file.");
        }
        var secrets = MachineSecrets.read(secretsFolder(), System.getenv());
        var contents = new Contents(new Redaction(secrets.values()));
        contents.leaveOut("the secrets of this machine", "they are secrets");
        secrets.unread()
                .forEach(unread ->
                        contents.leaveOut(unread, "it cannot be read: what it holds was looked for by its form alone"));
        gather(contents, now);
        write(target, contents, now);
        var console = new Console(spec);
        contents.leftOut().forEach(left -> console.note("left out: " + left.what() + " (" + left.why() + ")"));
        console.note(contents.parts().size() + " files, for the owner's eyes; look into it before you give it away");
        console.data(target + System.lineSeparator());
        return ExitCode.OK.number();
    }

    private void gather(Contents contents, Instant now) throws InterruptedException {
        new FleetGathering(inventory, bus, contents).gather(now);
        new NodeGathering(node, contents).gather(logs);
    }

    private Path secretsFolder() {
        return secretsFolder.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv(SECRETS_VARIABLE))
                .filter(text -> !text.isBlank())
                .orElse("/etc/heliograph/secrets")));
    }

    private static void write(Path target, Contents contents, Instant now) {
        var manifest = new BundleManifest(VersionCommand.text(), now, contents.parts(), contents.leftOut(), REDACTED);
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("manifest.json", Answers.manifest(manifest).getBytes(StandardCharsets.UTF_8));
        entries.putAll(contents.files());
        try {
            Archive.write(target, entries);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "BUNDLE_NOT_WRITTEN: " + target + " cannot be written: " + e.getMessage() + ".");
        }
    }
}
