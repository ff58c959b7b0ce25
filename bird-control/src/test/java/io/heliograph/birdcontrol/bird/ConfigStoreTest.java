package io.heliograph.birdcontrol.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {
    @Test
    void a_clock_that_was_set_back_does_not_take_away_what_was_just_staged(@TempDir Path folder) throws IOException {
        var store = new ConfigStore(folder, new Secrets(folder.resolve("secrets"), Map.of()));
        var tomorrow = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
        for (int i = 0; i < ConfigStore.KEPT + 2; i++) {
            Files.setLastModifiedTime(store.stage(config("# " + i)).getParent(), tomorrow);
        }

        assertThat(store.stage(config("# new"))).hasContent("# new");
        try (var kept = Files.list(folder.resolve("revisions"))) {
            assertThat(kept).hasSizeLessThanOrEqualTo(ConfigStore.KEPT);
        }
    }

    private static NodeConfig config(String text) {
        return new NodeConfig(
                NodeId.parse("host/docker02"),
                new ClusterId("lab"),
                Revision.of(text),
                Optional.empty(),
                text,
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "lab/host/docker02",
                List.of());
    }
}
