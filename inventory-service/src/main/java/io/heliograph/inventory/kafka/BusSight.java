package io.heliograph.inventory.kafka;

import io.heliograph.bus.kafka.Connections;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;

/// Whether there is a broker, as the reader of the fleet sees it: it always has a question open.
@ApplicationScoped
public class BusSight {
    private static final String READER = "fleet-in";

    private final KafkaClientService clients;

    BusSight(KafkaClientService clients) {
        this.clients = clients;
    }

    public boolean isConnected() {
        KafkaConsumer<?, ?> reader = clients.getConsumer(READER);
        return reader != null && Connections.any(reader.unwrap().metrics());
    }
}
