package io.heliograph.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static DemoReport.Subnet subnet(Optional<Double> route, Optional<Double> ping) {
        return new DemoReport.Subnet(
                "2001:db8:1ab:c101::/64", "docker01", List.of("rr01", "rr02"), route, ping, Map.of());
    }

    private static DemoReport report(DemoReport.Subnet... subnets) {
        return new DemoReport(DemoReport.SCHEMA, List.of(subnets), List.of(), Optional.empty());
    }

    @Test
    void isGoodOnlyWithEveryRouteAndEveryPing() {
        var good = subnet(Optional.of(20.0), Optional.of(0.2));
        assertThat(report(good, good).isGood()).isTrue();
        assertThat(report(good, subnet(Optional.empty(), Optional.of(0.2))).isGood())
                .isFalse();
        assertThat(report(good, subnet(Optional.of(20.0), Optional.empty())).isGood())
                .isFalse();
        assertThat(report().isGood()).isFalse();
    }

    @Test
    void saysWhenTheRouteWasThereFirst() {
        assertThat(report(subnet(Optional.of(-4.2), Optional.empty())).table())
                .contains("4.2 ms before it returned")
                .contains("NO ANSWER");
    }
}
