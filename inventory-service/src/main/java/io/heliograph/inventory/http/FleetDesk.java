package io.heliograph.inventory.http;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.admission.FleetCommand.Kind;
import io.heliograph.inventory.query.FleetSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the resources ask of the service, and how its answers become HTTP's.
@ApplicationScoped
class FleetDesk {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    /// Refusals that depend on what else is in the fleet.
    private static final Set<ReasonCode> CONFLICTS = EnumSet.of(
            ReasonCode.ADDRESS_TAKEN,
            ReasonCode.CLUSTER_HAS_CHILDREN,
            ReasonCode.CLUSTER_IN_USE,
            ReasonCode.CLUSTER_CHANGED,
            ReasonCode.HOST_STOPPING,
            ReasonCode.ROUTER_ID_INVALID);

    private static final int MAX_WORDS = 200;

    private final Supplier<Optional<FleetSnapshot>> snapshots;
    private final Function<FleetCommand, CompletionStage<CommandOutcome>> commands;
    private final String bootstrap;

    FleetDesk(
            Supplier<Optional<FleetSnapshot>> snapshots,
            Function<FleetCommand, CompletionStage<CommandOutcome>> commands,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.snapshots = snapshots;
        this.commands = commands;
        this.bootstrap = bootstrap;
    }

    FleetSnapshot fleet() {
        return snapshots
                .get()
                .orElseThrow(() -> new RefusedRequest(
                        UNAVAILABLE,
                        List.of(Reason.of(
                                ReasonCode.KAFKA_UNREACHABLE,
                                bootstrap,
                                "the topics are not read to their ends yet"))));
    }

    CommandOutcome.Accepted execute(FleetCommand command) {
        return switch (commands.apply(command).toCompletableFuture().join()) {
            case CommandOutcome.Accepted accepted -> accepted;
            case CommandOutcome.Refused(List<Reason> reasons) -> throw new RefusedRequest(status(reasons), reasons);
            case CommandOutcome.Missing(Reason reason) -> throw new RefusedRequest(NOT_FOUND, List.of(reason));
            case CommandOutcome.Unavailable(Reason reason) -> throw new RefusedRequest(UNAVAILABLE, List.of(reason));
        };
    }

    /// Only if the part of the fleet is still what the caller has read.
    ///
    /// @param ifMatch the tag that the caller was given with it; absent: whatever it is
    CommandOutcome.Accepted execute(FleetCommand command, Kind kind, String id, Optional<String> ifMatch) {
        return execute(ifMatch.<FleetCommand>map(tag -> new FleetCommand.IfMatch(
                        command, kind, id, tag.replace("\"", "").strip()))
                .orElse(command));
    }

    private static int status(List<Reason> reasons) {
        if (reasons.getFirst().code() == ReasonCode.CHANGED_MEANWHILE) {
            return PRECONDITION_FAILED;
        }
        return CONFLICTS.contains(reasons.getFirst().code()) ? CONFLICT : UNPROCESSABLE;
    }

    static RefusedRequest unavailable(Reason reason) {
        return new RefusedRequest(UNAVAILABLE, List.of(reason));
    }

    static RefusedRequest missing(String kind, String id) {
        return new RefusedRequest(NOT_FOUND, List.of(Reason.of(ReasonCode.NOT_FOUND, kind, id)));
    }

    /// A person's words go into the record of the change: one line of bounded length.
    static String words(Optional<String> text, String otherwise) {
        var given = text.filter(words -> !words.isBlank()).orElse(otherwise);
        var cut = given.length() > MAX_WORDS ? given.substring(0, MAX_WORDS) : given;
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
