package io.heliograph.inventory;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.kafka.PastReader;
import io.heliograph.inventory.kafka.PastReader.Reach;
import io.heliograph.inventory.query.Past;
import io.heliograph.inventory.query.PastAnswer;
import io.heliograph.inventory.query.PastQuestion;
import io.heliograph.inventory.query.PastScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Answers what was, from the topics themselves: first the fleet as it was then, which says whose records make up the
/// story, then those. One question at a time; the inventory's own state has no part in it.
@ApplicationScoped
public class Lookback {
    private static final Logger LOG = Logger.getLogger(Lookback.class);

    /// Measured: about 100,000 records a second on two busy cores.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Map<Topic, Class<?>> TYPES = new EnumMap<>(Map.of(
            Topic.HOST_REPORTS, HostReport.class,
            Topic.APPLIES, ApplyResult.class,
            Topic.CONFIGS, NodeConfig.class,
            Topic.ROLLOUTS, Rollout.class,
            Topic.REFLECTOR_REPORTS, ReflectorReport.class,
            Topic.SESSION_TRANSITIONS, SessionTransition.class,
            Topic.SESSIONS, SessionHealth.class,
            Topic.ROUTES, RouteHealth.class));

    private final String bootstrap;
    private final ReentrantLock turn = new ReentrantLock(true);

    Lookback(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// Who asks for the past asks here.
    @Produces
    @Singleton
    Function<PastQuestion, PastAnswer> past() {
        return this::answer;
    }

    private PastAnswer answer(PastQuestion question) {
        var began = Instant.now();
        try {
            if (!turn.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return unavailable("others look into the past; ask again");
            }
            try {
                return read(question, began.plus(LIMIT));
            } finally {
                turn.unlock();
                LOG.infof(
                        "event=looked_back at=%s took_ms=%d",
                        question.at(), Duration.between(began, Instant.now()).toMillis());
            }
        } catch (PastReader.Unreadable e) {
            LOG.warnf(e, "event=look_back_failed at=%s", question.at());
            return unavailable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("the service stops");
        }
    }

    private PastAnswer read(PastQuestion question, Instant deadline) throws PastReader.Unreadable {
        try (var reader = PastReader.open(bootstrap, question.at(), deadline)) {
            var entries = reader.read(Topic.FLEET, FleetEntry.class, Reach.UNTIL, _ -> true)
                    .last();
            var past = new Past(
                    question.at(),
                    entries.stream()
                            .map(PastReader.Told::event)
                            .map(FleetEntry.class::cast)
                            .toList());
            fill(past, past.scope(question.subject()), reader);
            return past.explain(question.subject())
                    .<PastAnswer>map(PastAnswer.Told::new)
                    .orElseGet(PastAnswer.Unknown::new);
        }
    }

    private static void fill(Past past, PastScope scope, PastReader reader) throws PastReader.Unreadable {
        for (var topic : TYPES.entrySet()) {
            var view = reader.read(
                    topic.getKey(), topic.getValue(), reach(topic.getKey()), key -> scope.wants(topic.getKey(), key));
            view.last().forEach(record -> past.take(record.event(), record.at()));
            view.later().forEach(record -> past.takeLater(record.event()));
        }
    }

    /// What is compacted at once is read to the end, as a later record may prove what was.
    private static Reach reach(Topic topic) {
        return switch (topic) {
            case HOST_REPORTS -> Reach.LATELY;
            case SESSIONS, ROUTES -> Reach.WHOLE;
            default -> Reach.UNTIL;
        };
    }

    private PastAnswer unavailable(String why) {
        return new PastAnswer.Unavailable(Reason.of(ReasonCode.KAFKA_UNREACHABLE, bootstrap, why));
    }
}
