package io.heliograph.birdcontrol.prometheus;

import io.heliograph.birdcontrol.sample.Family;
import io.prometheus.client.Collector;
import java.util.List;
import java.util.function.Supplier;

/// Hands families to Prometheus' registry under the names that they have: Micrometer would make its own of
/// bird_exporter's, and keeps a meter for each label that there ever was.
public final class FamilyCollector extends Collector {
    private final Supplier<List<Family>> families;

    public FamilyCollector(Supplier<List<Family>> families) {
        this.families = families;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return families.get().stream().map(FamilyCollector::samples).toList();
    }

    private static MetricFamilySamples samples(Family family) {
        var samples = family.samples().stream()
                .map(sample -> new MetricFamilySamples.Sample(
                        family.name(), family.labels(), sample.labelValues(), sample.value()))
                .toList();
        return new MetricFamilySamples(family.name(), Type.GAUGE, family.help(), samples);
    }
}
