package io.heliograph.cli;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.broker.kafka.Broker;
import io.heliograph.broker.kafka.BrokerRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `heliograph broker`: Kafka for one machine, in the foreground until it is told to stop.
@Command(
        name = "broker",
        description = {
            "Runs a Kafka broker for one machine, in the foreground.",
            "It formats its data folder once, creates the fleet's topics, and stops cleanly on SIGTERM."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph broker --listen [::]:9092 --advertise [2001:db8::5]:9092"})
final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "where everything is kept (default: ~/.local/share/heliograph/kafka)")
    private Optional<Path> dataFolder = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            converter = EndpointReader.class,
            description = "where clients connect (default: ${DEFAULT-VALUE})")
    private Endpoint listen = new Endpoint("localhost", 9092);

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            converter = EndpointReader.class,
            description = "where clients are told to connect (default: as --listen)")
    private Optional<Endpoint> advertise = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Reads an endpoint, with our words for what is wrong.
    static final class EndpointReader implements ITypeConverter<Endpoint> {
        @Override
        public Endpoint convert(String value) {
            try {
                return Endpoint.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var console = new Console(spec);
        var settings = settings();
        try (var broker = start(settings)) {
            stopOnSignal(broker, console);
            provision(broker, console);
            console.note("broker ready listen=" + settings.listen() + " advertise=" + settings.advertise() + " data="
                    + settings.dataFolder());
            broker.await();
        }
        return ExitCode.OK.number();
    }

    private BrokerSettings settings() {
        var folder = dataFolder.orElseGet(() -> defaultFolder(System.getenv(), System.getProperty("user.home")));
        try {
            return new BrokerSettings(folder.toAbsolutePath().normalize(), listen, advertise.orElse(listen));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// The user's folder for data, by the XDG base directory specification.
    static Path defaultFolder(Map<String, String> environment, String home) {
        var data = environment.get("XDG_DATA_HOME");
        var base = data == null || data.isBlank() ? Path.of(home, ".local", "share") : Path.of(data);
        return base.resolve("heliograph").resolve("kafka");
    }

    private static Broker start(BrokerSettings settings) throws IOException {
        try {
            return Broker.start(settings);
        } catch (BrokerRefused e) {
            throw new CommandFailure(ExitCode.USAGE, e.code() + ": " + e.getMessage());
        }
    }

    /// A signal is how a broker ends: the exit code is 0, not 143, once all is closed.
    private static void stopOnSignal(Broker broker, Console console) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            broker.close();
                            console.note("broker stopped");
                            Runtime.getRuntime().halt(ExitCode.OK.number());
                        },
                        "broker-stop"));
    }

    /// A broker whose topics cannot be created still serves: the inventory creates them as well.
    private static void provision(Broker broker, Console console) throws InterruptedException {
        try {
            broker.provision().forEach(drift -> console.note(drift.toString()));
        } catch (ExecutionException e) {
            console.note("topics not created: " + e.getCause() + ". heliograph topics provision tries again.");
        }
    }
}
