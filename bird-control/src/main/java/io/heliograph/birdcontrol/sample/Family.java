package io.heliograph.birdcontrol.sample;

import java.util.List;

/// Measurements of one name, all gauges, as Prometheus has them.
///
/// @param labels the names of the labels; each sample has a value for each
public record Family(String name, String help, List<String> labels, List<Sample> samples) {
    /// One measurement.
    public record Sample(List<String> labelValues, double value) {
        public Sample {
            labelValues = List.copyOf(labelValues);
        }
    }

    public Family {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }

    /// A family of one measurement without labels.
    public static Family of(String name, String help, double value) {
        return new Family(name, help, List.of(), List.of(new Sample(List.of(), value)));
    }
}
