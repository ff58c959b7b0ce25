package io.heliograph.rragent;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.bus.http.Tracer;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.reason.InvalidValue;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The process. Ends with 2 when its settings are refused; nothing that is merely absent (the bus, BIRD) ends it.
@QuarkusMain
public class RrAgent implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(RrAgent.class);
    private static final int REFUSED = 2;

    private final AgentConfig config;
    private final String bootstrap;
    private final String version;
    private final AgentHolder holder;

    @Inject
    RrAgent(
            AgentConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "quarkus.application.version") String version,
            AgentHolder holder) {
        this.config = config;
        this.version = version;
        this.bootstrap = bootstrap;
        this.holder = holder;
    }

    @Override
    public int run(String... arguments) {
        try (var agent =
                new ReflectorAgent(settings(), tracer(), InstantSource.system(), (Consumer<String>) LOG::info)) {
            holder.hold(agent);
            agent.start();
            Quarkus.waitForExit();
            return 0;
        } catch (InvalidValue e) {
            LOG.error("settings=refused " + e.reason());
            return REFUSED;
        } catch (IllegalArgumentException | IOException e) {
            LOG.error("settings=refused why=\"" + e.getMessage() + "\"");
            return REFUSED;
        }
    }

    private Tracer tracer() {
        return Tracer.to(config.traces(), "rr-agent", config.reflector().orElse(""));
    }

    private AgentSettings settings() {
        return new AgentSettings(
                new ClusterId(
                        required(config.cluster(), "HELIOGRAPH_CLUSTER", "the cluster that this reflector serves")),
                new ReflectorId(required(config.reflector(), "HELIOGRAPH_REFLECTOR", "this reflector's name")),
                config.stateDir(),
                config.birdSocket(),
                config.birdConfigDir(),
                config.secretsDir(),
                config.heartbeat(),
                bootstrap,
                new BrakeLimits(
                        config.brake().share(),
                        config.brake().least(),
                        config.brake().window()),
                Optional.of(config.probeInterval()).filter(_ -> config.probe()),
                version);
    }

    private static String required(Optional<String> value, String variable, String meaning) {
        return value.orElseThrow(() -> new IllegalArgumentException(variable + " is not set: set it to " + meaning));
    }
}
