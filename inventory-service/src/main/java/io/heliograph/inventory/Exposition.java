package io.heliograph.inventory;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// One registry for Micrometer's meters and for our own families: each would get one of its own otherwise.
@Singleton
final class Exposition {
    @Produces
    @Singleton
    CollectorRegistry collectors() {
        return new CollectorRegistry(true);
    }
}
