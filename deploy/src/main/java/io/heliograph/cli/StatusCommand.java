package io.heliograph.cli;

import io.heliograph.cli.view.NodeView;
import io.heliograph.cli.view.StatusView;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `heliograph status`
@Command(
        name = "status",
        description = {
            "The fleet on one screen, what is wrong first; exit code 3 when something is, 5 when all of it waits for a"
                    + " person.",
            "On a node that does not reach the control plane: the node's own view, with exit code 7."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph status", "         heliograph status --watch"})
final class StatusCommand implements Callable<Integer> {
    private static final Set<ReasonCode> HELD = EnumSet.of(ReasonCode.CONFIG_HELD, ReasonCode.ROLLOUT_STOPPED);

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var shown = new Shown<FleetStatus>(
                "status",
                api -> List.of(api.status()),
                _ -> "fleet",
                (all, now) -> StatusView.of(all.getFirst(), now, OutputOptions.paint()),
                all -> exit(all.getFirst()));
        try {
            return watch.show(shown, inventory, output).number();
        } catch (CommandFailure e) {
            if (e.exit() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return ownView(e).number();
        }
    }

    /// On a node there is more to say than that the control plane is out of reach.
    private ExitCode ownView(CommandFailure failure) throws InterruptedException {
        var own = node.look();
        if (!own.isNode()) {
            throw failure;
        }
        new Console(spec).note(String.valueOf(failure.getMessage()));
        output.print(NodeView.of(own, OutputOptions.paint()));
        return ExitCode.UNREACHABLE;
    }

    /// Where all that is wrong waits for a person's word, that is what the exit code says.
    private static ExitCode exit(FleetStatus status) {
        if (status.healthy()) {
            return ExitCode.OK;
        }
        boolean onlyHeld = !status.troubles().isEmpty()
                && status.troubles().stream()
                        .allMatch(trouble -> HELD.contains(trouble.reason().code()));
        return onlyHeld ? ExitCode.HELD : ExitCode.UNHEALTHY;
    }
}
