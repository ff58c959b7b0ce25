package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.apply.ApplyMachine.Step;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.ConfigureAnswer;
import io.heliograph.birdcontrol.reply.ConfigureStatus;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
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

    private final ApplySettings settings;
    private final ApplyMachine machine;

    Trial(ApplySettings settings, ApplyMachine machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /// The job whose fate BIRD decides at the moment.
    static Optional<Job> jobOf(Phase phase) {
        return switch (phase) {
            case Phase.Configuring(var job) -> Optional.of(job);
            case Phase.Settling(var job, var _) -> Optional.of(job);
            case Phase.Verifying(var job, var _) -> Optional.of(job);
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
        var listed = job.configuring(retained(state.known().lastGood(), job.config(), established(reply)), now);
        var command =
                "configure \"" + job.file() + "\" timeout " + settings.trial().toSeconds();
        return Step.of(
                state.trial(true).in(new Phase.Configuring(listed)),
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
            case ConfigureAnswer.Refused(var complaint) ->
                judged(state.trial(false), job, Results.rejected(state, job.taken(now), complaint, now), now)
                        .after(new ApplyEffect.CloseTrial());
            default -> unexpected(state.trial(false), job, answer, now).after(new ApplyEffect.CloseTrial());
        };
    }

    private static Step confirm(ApplyState state, Job job) {
        return ApplyMachine.ask(state.in(new Phase.Confirming(job)), "configure confirm");
    }

    Step settled(ApplyState state, Job job, Poll poll, ConfigureStatus status, Instant now) {
        if (status.undoIn().isEmpty()) {
            return rolledBack(
                    state, job, "(BIRD undid it after " + settings.trial().toSeconds() + " s)", now);
        }
        if (status.phase() != ConfigureStatus.Phase.SETTLED) {
            return Step.of(state.in(new Phase.Settling(job, poll.later(now))));
        }
        var taken = job.taken(now);
        return taken.baseline().isEmpty()
                ? confirm(state, taken)
                : ApplyMachine.ask(state.in(new Phase.Verifying(taken, Poll.FIRST)), "show protocols");
    }

    Step verified(ApplyState state, Job job, Poll poll, BirdReply reply, Instant now) {
        var missing = new TreeSet<>(job.baseline());
        missing.removeAll(established(reply));
        if (missing.isEmpty()) {
            return confirm(state, job);
        }
        if (now.isBefore(job.configured().plus(settings.sessionReturn()))) {
            return Step.of(state.in(new Phase.Verifying(job, poll.later(now))));
        }
        if (missing.size() <= job.baseline().size() / ApplySettings.TOLERATED_ONE_IN) {
            return confirm(state, job).after(new ApplyEffect.Log("apply=tolerated missing=" + named(missing)));
        }
        return ApplyMachine.ask(state.in(new Phase.Undoing(job, missing)), "configure undo");
    }

    private static String named(Set<String> sessions) {
        var first = sessions.stream().sorted().limit(NAMED_SESSIONS).collect(Collectors.joining(", "));
        return sessions.size() > NAMED_SESSIONS
                ? first + " and " + (sessions.size() - NAMED_SESSIONS) + " more"
                : first;
    }

    Step confirmed(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        if (!(answer instanceof ConfigureAnswer.Confirmed)) {
            return rolledBack(state, job, "(the trial was over before it could be confirmed: " + answer + ")", now);
        }
        return ApplyMachine.ask(state.trial(false).in(new Phase.Noting(job)), "show status");
    }

    /// What follows is one step, so that whoever hears of it finds it on disk, and nothing comes between.
    Step noted(ApplyState state, Job job, DaemonStatus status, Instant now) {
        var note = new ApplyInput.Note(job.config().revision(), status.lastReconfiguration());
        var known = state.with(state.known().confirmed(job.config(), note))
                .with(state.wish().withDeaths(0));
        var after = known.wish().isFor(job.config()) ? known.withResultTold() : known;
        return machine.goOn(after.in(new Phase.Idle()), now, new Phase.Idle())
                .after(
                        new ApplyEffect.Promote(job.config()),
                        Results.confirmed(after, job, now),
                        new ApplyEffect.Remember(note),
                        new ApplyEffect.CloseTrial());
    }

    Step undoing(ApplyState state, Job job, Set<String> missing, BirdReply reply, Instant now) {
        return ConfigureAnswer.parse(reply) instanceof ConfigureAnswer.Underway
                ? ApplyMachine.ask(state.in(new Phase.Undone(job, missing, Poll.FIRST)), "configure status")
                : rolledBack(state, job, named(missing), now);
    }

    Step undone(ApplyState state, Job job, Set<String> missing, Poll poll, ConfigureStatus status, Instant now) {
        return status.phase() == ConfigureStatus.Phase.RECONFIGURING
                ? Step.of(state.in(new Phase.Undone(job, missing, poll.later(now))))
                : rolledBack(state, job, named(missing), now);
    }

    /// BIRD's memory is again what it was, and what it starts from was never touched.
    private Step rolledBack(ApplyState state, Job job, String sessions, Instant now) {
        return judged(state.trial(false), job, Results.rolledBack(state, job, sessions, now), now)
                .after(new ApplyEffect.CloseTrial());
    }

    /// The job came to an end that its repetition would not change.
    private Step judged(ApplyState state, Job job, ApplyEffect.Announce verdict, Instant now) {
        var after = state.wish().isFor(job.config())
                ? state.with(state.wish().judged(Optional.of(verdict)).resultTold())
                : state;
        return machine.goOn(after.in(new Phase.Idle()), now, new Phase.Idle()).after(verdict);
    }

    private Step unexpected(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        var said = answer instanceof ConfigureAnswer.Unexpected(var text) ? text : answer.toString();
        return machine.failed(state, job, Reason.of(ReasonCode.BIRD_UNREACHABLE, settings.birdSocket(), said), now);
    }
}
