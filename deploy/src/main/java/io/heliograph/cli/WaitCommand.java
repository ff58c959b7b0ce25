package io.heliograph.cli;

import io.heliograph.cli.goal.Goals;
import io.heliograph.cli.goal.Verdict;
import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph wait`
@Command(
        name = "wait",
        description = "Returns when the goal is reached; exit code 6 when the time is over first.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph wait 2001:db8:c000:7::/64 --for verified --timeout 30s"})
final class WaitCommand implements Callable<Integer> {
    /// What can be waited for.
    enum Goal {
        VERIFIED,
        UP,
        CONFIRMED,
        DRAINED
    }

    @Parameters(
            paramLabel = "OBJECT",
            description = "a prefix, a host, a reflector, a session (reflector/peer), or fleet for all of them")
    private String object = "";

    @Option(
            names = "--for",
            required = true,
            paramLabel = "GOAL",
            description = "verified: its routes are, on every reflector; up: its sessions are; "
                    + "confirmed: it runs the configuration rendered last; drained: it is safe to stop")
    private Goal goal = Goal.VERIFIED;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationReader.class,
            description = "how long at most: 500ms, 30s, 5m (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ofMinutes(1);

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var patience = new Patience(object, word(), timeout, new Console(spec));
        return inventory.ask(api -> patience.await(api, this::verdict)).number();
    }

    private Verdict verdict(InventoryApi api) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return switch (goal) {
            case VERIFIED -> Goals.verified(object, api.routes());
            case UP -> Goals.up(object, api.sessions());
            case CONFIRMED -> Goals.confirmed(object, api.applies());
            case DRAINED -> Goals.drained(object, api.hosts());
        };
    }

    private String word() {
        return goal.name().toLowerCase(java.util.Locale.ROOT);
    }
}
