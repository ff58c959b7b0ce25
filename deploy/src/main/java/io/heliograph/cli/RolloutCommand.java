package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryApi.Letting;
import io.heliograph.cli.view.RolloutAnswers;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph rollout`: what waits on its way to nodes.
@Command(
        name = "rollout",
        description = "What waits on its way to nodes, and a person's word that lets it go.",
        subcommands = {RolloutCommand.Status.class, RolloutCommand.Release.class},
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph rollout status"})
final class RolloutCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    /// `rollout status`
    @Command(
            name = "status",
            description = "What waits on its way to nodes and why; exit code 5 when a person must release something.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph rollout status --watch", "         heliograph rollout status -o json"})
    static final class Status implements Callable<Integer> {
        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private WatchOptions watch = new WatchOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var shown = new Shown<RolloutView>(
                    "rollout",
                    InventoryApi::rollouts,
                    view -> view.node().toString(),
                    RolloutAnswers::waiting,
                    Status::exit);
            return watch.show(shown, inventory, output, this::next).number();
        }

        /// What to do about it.
        private void next(List<RolloutView> waiting) {
            var console = new Console(spec);
            waiting.stream()
                    .filter(Status::needsAPerson)
                    .findFirst()
                    .flatMap(RolloutAnswers::command)
                    .ifPresentOrElse(command -> console.note("to let it go all the same: " + command), () -> {
                        if (waiting.isEmpty()) {
                            console.note("nothing waits");
                        }
                    });
        }

        private static ExitCode exit(List<RolloutView> waiting) {
            return waiting.stream().anyMatch(Status::needsAPerson) ? ExitCode.HELD : ExitCode.OK;
        }

        private static boolean needsAPerson(RolloutView view) {
            return view.state() == Rollout.State.HELD || view.state() == Rollout.State.STOPPED;
        }
    }

    /// `rollout release`
    @Command(
            name = "release",
            description = {
                "Lets the revision that waits go to the node: this one and no other, for a time.",
                "The danger is accepted by its name, as `rollout status` shows it."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "example: heliograph rollout release rr01 --revision 3f786850e387 --why 'rack 7 is taken down'"
                        + " --accept-risk=withdraw-120-prefixes"
            })
    static final class Release implements Callable<Integer> {
        @Parameters(paramLabel = "NODE", description = "reflector/rr01, host/docker01, or the name alone")
        private String node = "";

        @Option(
                names = "--revision",
                required = true,
                paramLabel = "R",
                description = "the revision that waits, its first twelve digits or more")
        private String revision = "";

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "why; kept with the release")
        private String why = "";

        @Option(
                names = "--accept-risk",
                paramLabel = "RISK",
                description = "the danger, by the name that rollout status shows")
        private String risk = "";

        @Option(
                names = "--valid-for",
                paramLabel = "TIME",
                converter = DurationReader.class,
                description = "how long the release is good for (default: 1h)")
        private Duration validFor = Duration.ofHours(1);

        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var by = System.getProperty("user.name", "heliograph");
            var release = inventory.ask(
                    api -> api.release(named(node, api.rollouts()), new Letting(revision, risk, why, by, validFor)));
            output.print(RolloutAnswers.released(release));
            new Console(spec)
                    .note("released revision " + release.revision().abbreviated() + " for " + release.node() + " until "
                            + release.expiresAt());
            return ExitCode.OK.number();
        }

        /// A name alone is the one node of that name that something waits for.
        private static String named(String node, List<RolloutView> waiting) {
            if (node.contains("/")) {
                return node;
            }
            var found = waiting.stream()
                    .map(RolloutView::node)
                    .filter(it -> it.name().equals(node))
                    .toList();
            return switch (found.size()) {
                case 1 -> found.getFirst().toString();
                case 0 -> throw CommandFailure.of(ExitCode.USAGE, List.of(Reason.of(ReasonCode.NOTHING_WAITS, node)));
                default ->
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "NAME_AMBIGUOUS: '" + node + "' is host and reflector; write " + found.getFirst() + " or "
                                    + found.getLast() + ".");
            };
        }
    }
}
