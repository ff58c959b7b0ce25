package io.heliograph.birdcontrol.bird;

import java.io.IOException;

/// BIRD is gone, or its socket is: not there, closed in the middle of an answer, or silent past the deadline.
/// The connection is closed; what the command did, if anything, is unknown.
public final class BirdUnreachable extends IOException {
    public BirdUnreachable(String message) {
        super(message);
    }

    public BirdUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
