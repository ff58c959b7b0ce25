package io.heliograph.inventory.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Which process wrote a record: drawn anew at each start, so that a second inventory is noticed.
@ApplicationScoped
public class WriterIdentity {
    private final String source = "/inventory/" + UUID.randomUUID();

    /// The CloudEvents `source` of what this process writes.
    public String source() {
        return source;
    }
}
