package io.heliograph.cli.kafka;

/// A topic that the fleet needs is not on the bus.
public final class TopicMissing extends Exception {
    TopicMissing(String topicName) {
        super("There is no topic " + topicName + ". Run heliograph topics provision.");
    }
}
