package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.Cost;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.ConfigureAnswer;
import io.heliograph.birdcontrol.reply.ConfigureStatus;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.reply.RouteCount;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The way of one configuration: configure on trial, confirm or undo.
final class Trial {
    private static final int NAMED_SESSIONS = 5;

    static final String COUNT = "show route count";

    private final ApplySettings settings;
    private final ApplyMachine machine;
    private final Gate gate;

    Trial(ApplySettings settings, ApplyMachine machine, Gate gate) {
        this.settings = settings;
        this.machine = machine;
        this.gate = gate;
    }

    /// The job whose fate BIRD decides at the moment.
    static Optional<Job> jobOf(Phase phase) {
        return switch (phase) {
            case Phase.Configuring(var job) -> Optional.of(job);
            case Phase.Settling(var job, var _) -> Optional.of(job);
            case Phase.Verifying(var job, var _) -> Optional.of(job);
            case Phase.Recounting(var job, var _) -> Optional.of(job);
            case Phase.Confirming(var job) -> Optional.of(job);
            case Phase.Undoing(var job, var _) -> Optional.of(job);
            case Phase.Undone(var job, var _, var _) -> Optional.of(job);
            case Phase.Absent _,
                    Phase.Greeting _,
                    Phase.Surveying _,
                    Phase.Waiting _,
                    Phase.Reclaiming _,
                    Phase.Idle _,
                    Phase.Unfit _,
                    Phase.Staging _,
                    Phase.Listing _,
                    Phase.Counting _,
                    Phase.Probing _,
                    Phase.Looking _,
                    Phase.Inspecting _,
                    Phase.Noting _ -> Optional.empty();
        };
    }

    Step staged(ApplyState state, String file) {
        if (!(state.phase() instanceof Phase.Staging(var job))) {
            return Step.of(state);
        }
        return ApplyMachine.ask(state.in(new Phase.Listing(job.staged(file))), "show protocols");
    }

    Step listed(ApplyState state, Job job, BirdReply reply, Instant now) {
        var up = established(reply);
        // The first configuration of a BIRD replaces nothing of ours.
        var cost = state.known().lastGood().isPresent()
                ? Cost.between(
                        state.known().text(), job.text(), up, state.guard().present())
                : Cost.NOTHING;
        var listed = job.listed(retained(state.known().lastGood(), job.config(), up), cost);
        var held = gate.brake(state, listed, now);
        if (held.isPresent()) {
            return held.get();
        }
        boolean restarts = listed.baseline().stream().anyMatch(cost.sessions()::contains);
        return restarts ? ApplyMachine.ask(state.in(new Phase.Counting(listed)), COUNT) : configure(state, listed, now);
    }

    Step counted(ApplyState state, Job job, BirdReply reply, Instant now) {
        return configure(state, job.counted(RouteCount.networks(reply)), now);
    }

    private Step configure(ApplyState state, Job job, Instant now) {
        var command =
                "configure \"" + job.file() + "\" timeout " + settings.trial().toSeconds();
        return Step.of(
                state.trial(true).in(new Phase.Configuring(job.configuring(now))),
                new ApplyEffect.OpenTrial(job.config().revision()),
                new ApplyEffect.Ask(command, ApplySettings.READ_DEADLINE));
    }

    private static Set<String> established(BirdReply reply) {
        return ProtocolRow.listing(reply).stream()
                .filter(ProtocolRow::isEstablished)
                .map(ProtocolRow::name)
                .collect(Collectors.toSet());
    }

    /// The sessions that are still configured, and with the neighbour they had: one with another neighbour is
    /// another session, and may take its time.
    private static Set<String> retained(Optional<NodeConfig> before, NodeConfig after, Set<String> established) {
        var old = before.map(Trial::neighbors).orElse(Map.of());
        return after.sessions().stream()
                .filter(session -> established.contains(session.protocol().value()))
                .filter(session ->
                        old.getOrDefault(session.protocol(), session.neighbor()).equals(session.neighbor()))
                .map(session -> session.protocol().value())
                .collect(Collectors.toSet());
    }

    private static Map<ProtocolName, IpAddress> neighbors(NodeConfig config) {
        return config.sessions().stream()
                .collect(Collectors.toMap(PlannedSession::protocol, PlannedSession::neighbor, (first, _) -> first));
    }

    Step configured(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        return switch (answer) {
            // Nothing had to stop for it, so no session was lost: this is the usual case, and is confirmed at once.
            case ConfigureAnswer.Done() -> confirm(state, job.taken(now));
            case ConfigureAnswer.Underway() ->
                ApplyMachine.ask(state.in(new Phase.Settling(job, Poll.FIRST)), "configure status");
            default -> unexpected(state.trial(false), job, answer, now).after(new ApplyEffect.CloseTrial());
        };
    }

    /// BIRD does not read it, and whose block that is was found out as far as it can be.
    Step refused(ApplyState state, Job job, BirdComplaint complaint, Instant now) {
        return machine.judged(state, job, Results.rejected(state, job, complaint, now), now);
    }

    private static Step confirm(ApplyState state, Job job) {
        return ApplyMachine.ask(state.in(new Phase.Confirming(job)), "configure confirm");
    }

    Step settled(ApplyState state, Job job, Poll poll, ConfigureStatus status, Instant now) {
        if (status.undoIn().isEmpty()) {
            var why = "BIRD undid it after " + settings.trial().toSeconds() + " s";
            return rolledBack(state, job, Results.undone(job, why), now);
        }
        if (status.phase() != ConfigureStatus.Phase.SETTLED) {
            return Step.of(state.in(new Phase.Settling(job, poll.later(now))));
        }
        var taken = job.taken(now);
        return taken.baseline().isEmpty()
                ? returned(state, taken)
                : ApplyMachine.ask(state.in(new Phase.Verifying(taken, Poll.FIRST)), "show protocols");
    }

    Step verified(ApplyState state, Job job, Poll poll, BirdReply reply, Instant now) {
        var missing = new TreeSet<>(job.baseline());
        missing.removeAll(established(reply));
        if (missing.isEmpty()) {
            return returned(state, job);
        }
        if (now.isBefore(job.configured().plus(settings.sessionReturn()))) {
            return Step.of(state.in(new Phase.Verifying(job, poll.later(now))));
        }
        if (missing.size() <= job.baseline().size() / ApplySettings.TOLERATED_ONE_IN) {
            return returned(state, job).after(new ApplyEffect.Log("apply=tolerated missing=" + named(missing)));
        }
        return undo(state, job, Results.undone(job, "these sessions did not return: " + named(missing)));
    }

    private static Step undo(ApplyState state, Job job, Reason why) {
        return ApplyMachine.ask(state.in(new Phase.Undoing(job, why)), "configure undo");
    }

    /// A session that is up again has not sent its routes yet.
    private static Step returned(ApplyState state, Job job) {
        return job.networks().isPresent()
                ? ApplyMachine.ask(state.in(new Phase.Recounting(job, Poll.FIRST)), COUNT)
                : confirm(state, job);
    }

    Step recounted(ApplyState state, Job job, Poll poll, BirdReply reply, Instant now) {
        int expected =
                Math.max(0, job.networks().orElse(0) - job.cost().prefixes().size());
        int tolerated = expected / ApplySettings.TOLERATED_NETWORKS_ONE_IN;
        int found = RouteCount.networks(reply).orElse(0);
        if (found >= expected - tolerated) {
            return confirm(state, job);
        }
        if (now.isBefore(job.configured().plus(settings.sessionReturn()))) {
            return Step.of(state.in(new Phase.Recounting(job, poll.later(now))));
        }
        var revision = job.config().revision().abbreviated();
        return undo(state, job, Reason.of(ReasonCode.CONFIG_PREFIXES_LOST, revision, found, expected));
    }

    private static String named(Set<String> sessions) {
        var first = sessions.stream().sorted().limit(NAMED_SESSIONS).collect(Collectors.joining(", "));
        return sessions.size() > NAMED_SESSIONS
                ? first + " and " + (sessions.size() - NAMED_SESSIONS) + " more"
                : first;
    }

    Step confirmed(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        if (!(answer instanceof ConfigureAnswer.Confirmed)) {
            var why = "the trial was over before it could be confirmed: " + answer;
            return rolledBack(state, job, Results.undone(job, why), now);
        }
        return ApplyMachine.ask(state.trial(false).in(new Phase.Noting(job)), "show status");
    }

    /// What follows is one step, so that whoever hears of it finds it on disk, and nothing comes between.
    Step noted(ApplyState state, Job job, DaemonStatus status, Instant now) {
        var note = new ApplyInput.Note(job.config().revision(), Load.in(status));
        var losses = gate.losses(state, job, now);
        boolean news = !losses.equals(state.guard().losses());
        var known = state.with(state.known().confirmed(job, note))
                .with(state.guard().withLosses(losses))
                .with(state.wish().withDeaths(0));
        var after = known.wish().isFor(job.config()) ? known.withResultTold() : known;
        var next = machine.goOn(after.in(new Phase.Idle()), now, new Phase.Idle());
        return (news ? next.after(new ApplyEffect.KeepLosses(losses)) : next)
                .after(
                        new ApplyEffect.Promote(job.config()),
                        Results.confirmed(after, job, now),
                        new ApplyEffect.Remember(note),
                        new ApplyEffect.CloseTrial());
    }

    Step undoing(ApplyState state, Job job, Reason why, BirdReply reply, Instant now) {
        return ConfigureAnswer.parse(reply) instanceof ConfigureAnswer.Underway
                ? ApplyMachine.ask(state.in(new Phase.Undone(job, why, Poll.FIRST)), "configure status")
                : rolledBack(state, job, why, now);
    }

    Step undone(ApplyState state, Job job, Reason why, Poll poll, ConfigureStatus status, Instant now) {
        return status.phase() == ConfigureStatus.Phase.RECONFIGURING
                ? Step.of(state.in(new Phase.Undone(job, why, poll.later(now))))
                : rolledBack(state, job, why, now);
    }

    /// BIRD's memory is again what it was, and what it starts from was never touched.
    private Step rolledBack(ApplyState state, Job job, Reason why, Instant now) {
        return machine.judged(state.trial(false), job, Results.rolledBack(state, job, why, now), now)
                .after(new ApplyEffect.CloseTrial());
    }

    private Step unexpected(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        var said = answer instanceof ConfigureAnswer.Unexpected(var text) ? text : answer.toString();
        return machine.failed(state, job, Reason.of(ReasonCode.BIRD_UNREACHABLE, settings.birdSocket(), said), now);
    }
}
