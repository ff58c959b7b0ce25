package io.heliograph.hostagent;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;

/// A host agent's farewell as it is, asked and not waited for.
public final class Leaving {
    private final Farewell farewell = new Farewell();

    public void wanted(NodeConfig config) {
        farewell.wanted(config);
    }

    public void applied(ApplyResult result) {
        farewell.applied(result);
    }

    /// Whether the agent would end now because its host is drained.
    public boolean isDone() {
        try {
            return farewell.await(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
