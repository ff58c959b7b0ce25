package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.renderer.kafka.Entries;
import io.heliograph.renderer.view.ClusterView;
import io.heliograph.renderer.view.NodeView;
import org.junit.jupiter.api.Test;

/// Ten thousand hosts: what a change costs is printed; what must hold is that it touches two nodes only.
class LargeFleetTest {
    private static final int HOSTS = 10_000;
    private static final int CHANGES = 60;

    @Test
    void a_change_in_a_large_fleet_concerns_its_host_and_the_reflector() {
        var view = new ClusterView();
        view.apply(Entries.cluster("lab", Reach.DIRECT));
        view.apply(Entries.reflector("rr01", "lab", "fd00::1:0"));
        for (int i = 0; i < HOSTS; i++) {
            view.apply(Entries.host("docker%05d".formatted(i), "lab", "fd00::%x".formatted(i + 1), subnet(i)));
        }
        var node = NodeId.parse("reflector/rr01");
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            int size = BirdConfig.render(NodeView.of(view, node).orElseThrow())
                    .text()
                    .length();
            print("full render, %d kB".formatted(size / 1000), began);
        }
        var memory = new HostSessions();
        BirdConfig.render(NodeView.of(view, node).orElseThrow(), memory);
        for (int i = 0; i < CHANGES; i++) {
            long began = System.nanoTime();
            var host = "docker%05d".formatted(i * 100);
            var affected = view.apply(Entries.host(host, "lab", "fd00::%x".formatted(i * 100 + 1), subnet(HOSTS + i)));
            assertThat(affected).containsExactly(NodeId.parse("host/" + host), node);
            var text = BirdConfig.render(NodeView.of(view, node).orElseThrow(), memory)
                    .text();
            if (i % 10 == 9) {
                print("one change", began);
            }
            assertThat(text).contains(subnet(HOSTS + i)).endsWith("peers=" + HOSTS + "\n");
        }
    }

    private static String subnet(int i) {
        return "fd00:c0de:%x:%x::/64".formatted(i >> 8, i & 255);
    }

    private static void print(String what, long began) {
        System.out.printf("10,000 hosts: %s: %.2f ms%n", what, (System.nanoTime() - began) / 1e6);
    }
}
