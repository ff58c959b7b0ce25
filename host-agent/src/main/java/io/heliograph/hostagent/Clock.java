package io.heliograph.hostagent;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The one clock.
@Singleton
class Clock {
    @Produces
    @Singleton
    InstantSource system() {
        return InstantSource.system();
    }
}
