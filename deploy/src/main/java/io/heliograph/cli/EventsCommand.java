package io.heliograph.cli;

import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.EventFilter;
import io.heliograph.cli.event.EventKind;
import io.heliograph.cli.event.ResumeToken;
import io.heliograph.cli.event.Start;
import io.heliograph.cli.kafka.BusUnreachable;
import io.heliograph.cli.kafka.EventReader;
import io.heliograph.cli.kafka.TopicMissing;
import io.heliograph.cli.view.EventLine;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `heliograph events`
@Command(
        name = "events",
        description = {
            "What happened, as JSON lines straight from Kafka: the transitions of sessions, and on request more.",
            "Each line carries the token that resumes after it. A record that cannot be read is told on stderr."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "example: heliograph events --from 1h --peer docker07",
            "         heliograph events --type transitions,applies --from end --follow"
        })
final class EventsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            converter = KindReader.class,
            description = "transitions, applies, routes, hosts, reflectors, fleet, configs, sessions, rollouts,"
                    + " releases, dead-letters, by comma (default: those of the token, or transitions)")
    private Set<EventKind> types = EnumSet.noneOf(EventKind.class);

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "beginning, end, a time (2026-03-01T12:00:00Z), how long ago (1h), or a line's token"
                    + " (default: beginning)")
    private String from = "beginning";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "only what was stored before this time; with --follow: stop then")
    private Optional<String> until = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what comes, until Ctrl-C")
    private boolean follow;

    @Option(
            names = "--object",
            paramLabel = "NAME",
            split = ",",
            description = "only of this host, reflector, prefix, cluster, or key as on the bus")
    private Set<String> objects = Set.of();

    @Option(names = "--peer", paramLabel = "NAME", split = ",", description = "only of sessions with this peer")
    private Set<String> peers = Set.of();

    @Mixin
    private BusOptions bus = new BusOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Reads a type by our word for it.
    static final class KindReader implements ITypeConverter<EventKind> {
        @Override
        public EventKind convert(String value) {
            return EventKind.named(value)
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of "
                            + EventFilter.words(EnumSet.allOf(EventKind.class)) + "."));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var console = new Console(spec);
        var now = Instant.now();
        var start = start(now);
        var end = until.map(text -> time(text, now, "--until"));
        var filter = new EventFilter(objects, peers, end);
        try (var reader = EventReader.open(
                        bus.bootstrap(), kinds(start), start, note -> console.note("GAP: " + note + "."));
                var _ = Interruption.endsWith(() -> ExitCode.OK)) {
            return print(reader, filter, console).number();
        } catch (BusUnreachable e) {
            throw CommandFailure.of(ExitCode.UNREACHABLE, List.of(e.reason()));
        } catch (TopicMissing e) {
            throw new CommandFailure(ExitCode.UNHEALTHY, "TOPICS_MISSING: " + e.getMessage());
        }
    }

    private ExitCode print(EventReader reader, EventFilter filter, Console console) throws InterruptedException {
        var read = reader.begin();
        boolean connected = true;
        // A reader that went away (head, a pipe that broke) ends it, too.
        while (!console.isClosed()) {
            boolean caughtUp = reader.isCaughtUp();
            boolean over =
                    filter.until().map(end -> !Instant.now().isBefore(end)).orElse(false);
            if (caughtUp && (!follow || over)) {
                break;
            }
            for (var event : reader.poll(POLL)) {
                read = read.with(event.kind(), event.partition(), event.offset() + 1);
                print(event, filter, read, console);
            }
            connected = tell(connected, reader, console);
        }
        if (!follow) {
            console.note("resume with --from " + read);
        }
        return ExitCode.OK;
    }

    private static void print(BusEvent event, EventFilter filter, ResumeToken after, Console console) {
        if (event.value() instanceof Decoded.Malformed<?>(Reason reason)) {
            console.note("SKIPPED " + event.place() + ": " + reason);
        } else if (filter.wants(event)) {
            EventLine.of(event, after).ifPresent(line -> console.data(line.json()));
        }
    }

    /// A follower that hears nothing must be able to tell quiet from deaf.
    private boolean tell(boolean before, EventReader reader, Console console) {
        boolean now = reader.isConnected();
        if (before && !now) {
            console.note(
                    "STALE since " + Instant.now() + ": " + Reason.of(ReasonCode.KAFKA_UNREACHABLE, bus.bootstrap()));
        } else if (!before && now) {
            console.note("Kafka answers again; nothing is left out");
        }
        return now;
    }

    private Set<EventKind> kinds(Start start) {
        var known = start instanceof Start.After(var token) ? token.offsets().keySet() : Set.<EventKind>of();
        if (types.isEmpty()) {
            return known.isEmpty() ? EnumSet.of(EventKind.TRANSITIONS) : known;
        }
        if (!known.isEmpty() && !known.containsAll(types)) {
            throw new ParameterException(
                    spec.commandLine(), "the token of --from is one of " + EventFilter.words(known) + ".");
        }
        return types;
    }

    private Start start(Instant now) {
        return switch (from) {
            case "beginning" -> new Start.Beginning();
            case "end" -> new Start.End();
            default ->
                ResumeToken.parse(from)
                        .<Start>map(Start.After::new)
                        .orElseGet(() -> new Start.At(time(from, now, "--from")));
        };
    }

    private Instant time(String text, Instant now, String option) {
        return TimeReader.read(text, now)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + text + "' is no place for " + option + ". Write a time as 2026-03-01T12:00:00Z or 1h"
                                + (option.equals("--from") ? ", beginning, end, or the token of a line." : ".")));
    }
}
