package io.heliograph.hostagent;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/// Leads Testcontainers to the engine that a test has started, never to one of the machine's own.
public final class OwnEngineStrategy extends DockerClientProviderStrategy {
    private static final int BEFORE_ALL_OTHERS = 10_000;

    private static volatile @Nullable URI host;

    static void use(RealEngine engine) {
        host = URI.create(engine.host());
    }

    @Override
    protected boolean isApplicable() {
        return host != null;
    }

    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    protected int getPriority() {
        return BEFORE_ALL_OTHERS;
    }

    @Override
    public TransportConfig getTransportConfig() {
        var chosen = host;
        if (chosen == null) {
            throw new IllegalStateException("no test has named its engine");
        }
        return TransportConfig.builder().dockerHost(chosen).build();
    }

    @Override
    public String getDescription() {
        return "the engine of the test, at " + host;
    }
}
