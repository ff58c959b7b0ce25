package io.heliograph.hostagent.docker;

import java.io.IOException;

/// The engine is gone, frozen, or says what is no answer.
public final class EngineUnreachable extends IOException {
    public EngineUnreachable(String message) {
        super(message);
    }

    public EngineUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
