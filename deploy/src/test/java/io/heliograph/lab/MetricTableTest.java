package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTableTest {
    private static final String GUIDE = """
            | metric | type | labels | on | series | meaning |
            |---|---|---|---|---|---|
            | `bird_protocol_prefix_{import,export}_count` | gauge | `name` `proto` | host, reflector | 2 | routes |
            | `heliograph_apply_seconds` | histogram | none | host | 16 | applies |
            | `heliograph_applies_total` | counter | `outcome` | host | 5 | applies |
            """;

    private static final String SERVED = """
            # HELP heliograph_applies Configurations
            # TYPE heliograph_applies counter
            heliograph_applies_total{outcome="HELD"} 0.0
            # TYPE heliograph_apply_seconds histogram
            heliograph_apply_seconds_bucket{le="0.1"} 1.0
            heliograph_apply_seconds_bucket{le="+Inf"} 1.0
            heliograph_apply_seconds_count 1.0
            heliograph_apply_seconds_sum 0.05
            # TYPE heliograph_apply_seconds_max gauge
            heliograph_apply_seconds_max 0.05
            # TYPE bird_protocol_prefix_import_count gauge
            bird_protocol_prefix_import_count{name="u_1",proto="BGP",} 3.0
            # TYPE bird_protocol_prefix_export_count gauge
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap"} 1.0
            """;

    private static List<String> differences(String guide, String served) {
        return MetricTable.of(guide).differences(Map.of("docker01", MetricTable.served(served)));
    }

    @Test
    void whatIsServedAsItIsToldDiffersInNothing() {
        assertThat(differences(GUIDE, SERVED)).isEmpty();
    }

    @Test
    void whatIsNotToldIsNotServedOrIsServedOtherwiseIsNamed() {
        assertThat(differences(GUIDE.replace("heliograph_apply_seconds", "heliograph_other_seconds"), SERVED))
                .containsExactlyInAnyOrder(
                        "the guide has no heliograph_apply_seconds on host",
                        "docker01 does not serve heliograph_other_seconds");
        assertThat(differences(GUIDE, SERVED.replace("proto=\"BGP\"", "import_filter=\"in_h_1\"")))
                .singleElement()
                .asString()
                .contains("import_filter");
        assertThat(differences(GUIDE.replace("| counter |", "| gauge |"), SERVED))
                .containsExactly("heliograph_applies_total is a counter on host");
        assertThat(differences(GUIDE.replace("| host | 5 |", "| reflector | 5 |"), SERVED))
                .containsExactly("the guide has no heliograph_applies_total on host");
    }
}
