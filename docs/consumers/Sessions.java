// Prints every BGP session of the fleet and each change of it. With kafka-clients and jackson-databind on the class path:
// java -cp 'lib/*' Sessions.java
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

class Sessions {
    public static void main(String[] args) throws Exception {
        var servers = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        var text = new StringDeserializer();
        var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", servers), text, text);
        consumer.assign(consumer.partitionsFor("heliograph.sessions").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        var told = new HashMap<String, ConsumerRecord<String, String>>();
        var shown = new HashMap<String, String>();
        while (true) {
            consumer.poll(Duration.ofMillis(500)).forEach(record -> told.put(record.key(), record));
            for (var record : told.values()) {
                var session = record.value() == null ? null : new ObjectMapper().readTree(record.value());
                var line = record.key() + " " + state(session, record.timestamp());
                if (!line.equals(shown.put(record.key(), line))) {
                    System.out.println(line);
                }
            }
        }
    }

    static String state(JsonNode session, long at) {
        if (session == null || session.path("lifecycle").asText().equals("REMOVED")) {
            return "REMOVED";
        }
        var silent = System.currentTimeMillis() - at > 3_000L * session.path("heartbeatSeconds").asInt(30);
        return (silent ? "UNKNOWN" : session.path("state").asText()) + " " + session.at("/reason/code").asText();
    }
}
