package io.heliograph.cli;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.cli.kafka.Bus;
import io.heliograph.cli.kafka.BusUnreachable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where Kafka is, for the few verbs that ask it.
final class BusOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "where Kafka is (default: KAFKA_BOOTSTRAP_SERVERS, or localhost:9092)")
    private Optional<String> bootstrap = Optional.empty();

    /// A question to Kafka.
    @FunctionalInterface
    interface Question<T> {
        T ask(Bus bus) throws BusUnreachable, InterruptedException;
    }

    String bootstrap() {
        return bootstrap.orElseGet(() -> BusSettings.bootstrap(System.getenv()));
    }

    /// Asks; that nobody answers ends the verb.
    <T> T ask(Question<T> question) throws InterruptedException {
        try {
            return question.ask(new Bus(bootstrap()));
        } catch (BusUnreachable e) {
            throw CommandFailure.of(ExitCode.UNREACHABLE, List.of(e.reason()));
        }
    }
}
